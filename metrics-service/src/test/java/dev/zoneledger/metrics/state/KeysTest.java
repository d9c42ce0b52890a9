package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Precedence;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The order in which the store of series keeps claims. */
class KeysTest {

    private static final Cell CELL =
            new Cell("zone", Measure.CAPACITY, Basis.ACTUAL, "ndfeb-sintered", Owner.project("p"));

    @Provide
    Arbitrary<Entry> entries() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .withChars("ab01")
                                .ofMinLength(1)
                                .ofMaxLength(3)
                                .flatMap(id -> Arbitraries.of("", "-", ".", "_").map(sign -> id + sign + "z")),
                        Arbitraries.of("2019-12-31", "2020-01-01", "2020-10-15"),
                        Arbitraries.of(true, false),
                        Arbitraries.of("2019", "2019-12", "2019-12-31", "2020", "2020-01-01", "0000")
                                .injectNull(0.2),
                        Arbitraries.of(Reason.RETRACTED, Reason.QUARANTINED).injectNull(0.7))
                .as((claim, from, preferred, publishedOn, barred) -> new Entry(
                        claim,
                        null,
                        "",
                        "operating",
                        LocalDate.parse(from),
                        false,
                        barred,
                        preferred,
                        publishedOn,
                        "t/a",
                        null));
    }

    @Property
    void shouldKeepClaimsOfATimelineInTheOrderOfDaysAndPrecedence(
            @ForAll("entries") Entry left, @ForAll("entries") Entry right) {
        // Given
        Comparator<Entry> order = Comparator.comparing(Entry::from).thenComparing(KeysTest::standing);

        // Then
        if (left.barred() == null && right.barred() == null) {
            assertThat(Integer.signum(Keys.claim(CELL, left).compareTo(Keys.claim(CELL, right))))
                    .isEqualTo(Integer.signum(order.compare(left, right)));
        }
    }

    @Property
    void shouldHaveTheClaimThatHoldsADayAtTheEndOfItsRange(
            @ForAll @Size(min = 1, max = 8) List<@From("entries") Entry> entries) {
        // Given
        LocalDate day = LocalDate.parse("2020-01-01");
        List<Entry> ofDay =
                entries.stream().filter(entry -> entry.from().equals(day)).toList();
        String from = Keys.timeline(CELL, "", "operating") + day + "|";
        String to = from + Keys.LAST;

        // When
        var last = ofDay.stream()
                .map(entry -> Keys.claim(CELL, entry))
                .filter(key -> key.compareTo(from) >= 0 && key.compareTo(to) <= 0)
                .max(Comparator.naturalOrder());

        // Then
        assertThat(last).isEqualTo(Precedence.holding(ofDay, KeysTest::standing).map(entry -> Keys.claim(CELL, entry)));
    }

    @Test
    void shouldKeepNoTimelineInsideAnother() {
        // Given
        String timeline = Keys.timeline(CELL, "phase", "operating");

        // Then
        assertThat(Stream.of("", "phase-2", "phase/line", "phas"))
                .noneMatch(place -> Keys.timeline(CELL, place, "operating").startsWith(timeline));
    }

    private static Standing standing(Entry entry) {
        return new Standing(
                entry.preferred() ? ClaimRank.PREFERRED : ClaimRank.NORMAL,
                entry.barred() != null,
                entry.publishedOn(),
                entry.claim());
    }
}
