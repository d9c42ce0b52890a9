package dev.zoneledger.metrics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Qualifier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TotalTest {

    @Provide
    Arbitrary<List<Total>> amounts() {
        return Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("1000000000000000"))
                                .ofScale(18),
                        Arbitraries.of(Qualifier.values()))
                .as(Entry.Figure::new)
                .injectNull(0.1)
                .map(figure -> entry(figure).amount())
                .list()
                .ofMaxSize(20);
    }

    @Property
    void shouldBeTheSameInAnyOrder(@ForAll("amounts") List<Total> amounts, @ForAll Random random) {
        List<Total> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, random);

        assertThat(sum(shuffled)).isEqualTo(sum(amounts));
    }

    @Property
    void shouldComeApartToTheLastDigit(@ForAll("amounts") List<Total> amounts, @ForAll("amounts") List<Total> others) {
        Total sum = sum(amounts).plus(sum(others));

        assertThat(sum.minus(sum(others))).isEqualTo(sum(amounts));
        assertThat(sum.minus(sum)).isEqualTo(Total.ZERO);
    }

    @Test
    void shouldOpenTheUpperBoundWithAtLeastAndTheLowerOneWithAtMost() {
        // When
        Total total = sum(List.of(
                entry(new Entry.Figure(new BigDecimal("250"), Qualifier.AT_LEAST))
                        .amount(),
                entry(new Entry.Figure(new BigDecimal("100"), Qualifier.AT_MOST))
                        .amount(),
                entry(new Entry.Figure(new BigDecimal("7"), Qualifier.APPROXIMATELY))
                        .amount(),
                entry(null).amount()));

        // Then
        assertThat(total.value()).isEqualByComparingTo("357");
        assertThat(total.lower()).isEqualByComparingTo("257");
        assertThat(total.upper()).isEmpty();
        assertThat(total.claims()).isEqualTo(4);
        assertThat(total.approximate()).isEqualTo(1);
        assertThat(total.withoutFigure()).isEqualTo(1);
    }

    private static Entry entry(Entry.Figure figure) {
        return new Entry("c", null, "", "operating", LocalDate.EPOCH, false, null, false, null, "t/a", figure);
    }

    private static Total sum(List<Total> amounts) {
        return amounts.stream().reduce(Total.ZERO, Total::plus);
    }
}
