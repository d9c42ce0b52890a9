package dev.zoneledger.metrics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.metrics.ledger.Installed.Change;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InstalledTest {

    private static final LocalDate START = LocalDate.parse("2019-01-01");

    @Property(tries = 200)
    void shouldBeTheSumOverAllDays(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 1500) Integer> begins,
            @ForAll @IntRange(min = 1, max = 800) int days,
            @ForAll @IntRange(min = 0, max = 1400) int from,
            @ForAll @IntRange(min = 0, max = 500) int length) {
        // Given: claims of 1, 2, 3 ... t/a, each for so many days
        List<Change> changes = new ArrayList<>();
        for (int claim = 0; claim < begins.size(); claim++) {
            Total amount = amount(claim + 1);
            LocalDate day = START.plusDays(begins.get(claim));
            changes.add(new Change("c" + claim, day, amount));
            changes.add(new Change("c" + claim, day.plusDays(days), amount.negated()));
        }
        LocalDate first = START.plusDays(from);
        LocalDate end = first.plusDays(length);

        // When
        Total weighted = Installed.weighted(changes, first, end);

        // Then
        BigDecimal sum = BigDecimal.ZERO;
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            LocalDate date = day;
            BigDecimal installed = changes.stream()
                    .filter(change -> !change.day().isAfter(date))
                    .map(change -> change.change().value())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            sum = sum.add(installed.multiply(BigDecimal.valueOf(day.isLeapYear() ? 365 : 366)));
        }
        assertThat(weighted.value()).isEqualByComparingTo(sum);
        assertThat(weighted.lower()).isEqualByComparingTo(sum);
    }

    @Test
    void shouldBeTheCapacityItselfOverAWholeYear() {
        for (int year : List.of(2020, 2021)) {
            Total weighted = Installed.weighted(
                    List.of(new Change("a", LocalDate.MIN, amount(3000))),
                    LocalDate.of(year, 1, 1),
                    LocalDate.of(year + 1, 1, 1));

            assertThat(Installed.perYear(weighted)).isEqualTo(amount(3000));
        }
    }

    @Test
    void shouldCountOnlyClaimsThatCountOnADayOfTheTime() {
        // Given: one that has ended before, one that begins by a date within
        Total begunBy = amount(365).plus(Total.BEGUN_BY);
        List<Change> changes = List.of(
                new Change("past", LocalDate.parse("2019-01-01"), amount(7)),
                new Change("past", LocalDate.parse("2021-01-01"), amount(7).negated()),
                new Change("new", LocalDate.parse("2021-12-31"), begunBy));

        // When
        Total installed = Installed.perYear(
                Installed.weighted(changes, LocalDate.parse("2021-01-01"), LocalDate.parse("2022-01-01")));

        // Then
        assertThat(installed.value()).isEqualByComparingTo("1");
        assertThat(installed.claims()).isEqualTo(1);
        assertThat(installed.begunBy()).isEqualTo(1);
    }

    private static Total amount(long value) {
        BigDecimal decimal = BigDecimal.valueOf(value);
        return new Total(decimal, decimal, decimal, 0, 1, 0, 0, 0);
    }
}
