package dev.zoneledger.metrics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IntervalTest {

    /** Figures, each with bounds around it. */
    @Provide
    Arbitrary<Interval> intervals() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 1_000_000);
        return Combinators.combine(numbers, numbers, numbers.injectNull(0.2))
                .as((lower, value, upper) -> new Interval(
                        BigDecimal.valueOf((long) lower + value),
                        BigDecimal.valueOf(lower),
                        upper == null ? null : BigDecimal.valueOf((long) lower + value + upper)));
    }

    @Property
    void shouldHaveDifferenceAndRatioOfAnyPairWithinItsBounds(
            @ForAll("intervals") Interval one, @ForAll("intervals") Interval other) {
        Interval difference = one.minus(other);
        for (BigDecimal left : points(one)) {
            for (BigDecimal right : points(other)) {
                assertWithin(left.subtract(right), difference);
                if (other.value().signum() > 0 && right.signum() > 0) {
                    assertWithin(Interval.ratio(left, right), one.over(other).orElseThrow());
                }
            }
        }
        assertThat(one.over(other).isEmpty()).isEqualTo(other.value().signum() == 0);
    }

    @Test
    void shouldOpenTheBoundsThatNothingBounds() {
        Interval atLeast = new Interval(new BigDecimal("250"), new BigDecimal("250"), null);
        Interval upTo = new Interval(new BigDecimal("100"), BigDecimal.ZERO, new BigDecimal("100"));

        assertThat(atLeast.minus(atLeast)).isEqualTo(new Interval(BigDecimal.ZERO, null, null));
        assertThat(upTo.minus(atLeast)).isEqualTo(new Interval(new BigDecimal("-150"), null, new BigDecimal("-150")));
        assertThat(upTo.over(atLeast))
                .contains(new Interval(new BigDecimal("0.4"), BigDecimal.ZERO, new BigDecimal("0.4")));
        assertThat(atLeast.over(upTo)).contains(new Interval(new BigDecimal("2.5"), new BigDecimal("2.5"), null));
    }

    @Test
    void shouldRoundRatiosHalfEvenToSixDigits() {
        assertThat(Interval.ratio(new BigDecimal("1"), new BigDecimal("3"))).isEqualTo(new BigDecimal("0.333333"));
        assertThat(Interval.ratio(new BigDecimal("0.0000025"), BigDecimal.ONE)).isEqualTo(new BigDecimal("0.000002"));
        assertThat(Interval.ratio(new BigDecimal("3000"), new BigDecimal("1"))).isEqualTo(new BigDecimal("3000"));
    }

    @Test
    void shouldTellHowFewHandsItIsIn() {
        assertThat(index("7")).contains(new BigDecimal("10000"));
        assertThat(index("3000", "2000", "0")).contains(new BigDecimal("5200"));
        assertThat(index("1", "1", "1")).contains(new BigDecimal("3333.33"));
        assertThat(index("0")).isEmpty();
    }

    private static Optional<BigDecimal> index(String... figures) {
        List<BigDecimal> all = Stream.of(figures).map(BigDecimal::new).toList();
        return Concentration.index(
                all.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                all.stream().map(each -> each.multiply(each)).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static List<BigDecimal> points(Interval interval) {
        BigDecimal beyond = interval.value().add(new BigDecimal("123456789"));
        return List.of(interval.lower(), interval.value(), interval.upper() == null ? beyond : interval.upper());
    }

    private static void assertWithin(BigDecimal figure, Interval interval) {
        if (interval.lower() != null) {
            assertThat(figure).isGreaterThanOrEqualTo(interval.lower());
        }
        if (interval.upper() != null) {
            assertThat(figure).isLessThanOrEqualTo(interval.upper());
        }
    }
}
