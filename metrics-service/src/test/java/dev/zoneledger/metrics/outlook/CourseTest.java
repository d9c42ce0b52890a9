package dev.zoneledger.metrics.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Totals step by step, and two courses side by side. */
class CourseTest {

    private static final List<String> STATUSES = List.of("construction", "operating");

    /** A status by its place, a day, and what changes. */
    private record Change(int status, int day, int value) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(-3, 3))
                .as(Change::new)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void shouldBeTheSumOfAllChangesAfterEveryStep(@ForAll("changes") List<Change> changes) {
        // When
        Course course = course(changes);

        // Then
        for (Course.Step step : course.steps()) {
            assertThat(step.changes()).isNotEmpty();
            for (Course.Change change : step.changes()) {
                String status = change.after().series().slot();
                assertThat(change.after().total().value()).isEqualByComparingTo(sum(changes, status, step.day()));
                assertThat(change.change().isZero()).isFalse();
            }
        }
        assertThat(course.steps()).extracting(Course.Step::day).isSorted().doesNotHaveDuplicates();
    }

    @Property
    void shouldTellEveryDayOnWhichTwoCoursesBeginToDifferOrToAgree(
            @ForAll("changes") List<Change> left, @ForAll("changes") List<Change> right) {
        // When
        List<Comparison.DayPair> told =
                Comparison.courses(course(left), course(right)).toList();

        // Then
        for (String status : STATUSES) {
            boolean differed = false;
            for (int day = 1; day <= 9; day++) {
                LocalDate date = date(day);
                BigDecimal here = sum(left, status, date);
                BigDecimal there = sum(right, status, date);
                boolean differs = here.compareTo(there) != 0;
                List<Comparison.DayPair> ofDay = told.stream()
                        .filter(each -> each.day().equals(date)
                                && each.pair().present().series().slot().equals(status))
                        .toList();
                if (differs != differed) {
                    assertThat(ofDay).hasSize(1);
                }
                for (Comparison.DayPair pair : ofDay) {
                    assertThat(pair.pair().present().total().value()).isEqualByComparingTo(here);
                    assertThat(pair.pair().supposed().total().value()).isEqualByComparingTo(there);
                }
                differed = differs;
            }
        }
        assertThat(Comparison.courses(course(left), course(left))).isEmpty();
    }

    private static Course course(List<Change> changes) {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> days = new TreeMap<>();
        for (Change change : changes) {
            BigDecimal value = BigDecimal.valueOf(change.value);
            days.computeIfAbsent(date(change.day), day -> new HashMap<>())
                    .merge(
                            series(STATUSES.get(change.status)),
                            new Total(value, value, value, 0, change.value, 0, 0, 0),
                            Total::plus);
        }
        return Course.of(List.of(), days);
    }

    private static BigDecimal sum(List<Change> changes, String status, LocalDate upTo) {
        return changes.stream()
                .filter(change -> STATUSES.get(change.status).equals(status)
                        && !date(change.day).isAfter(upTo))
                .map(change -> BigDecimal.valueOf(change.value))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static LocalDate date(int day) {
        return LocalDate.of(2020, 1, day);
    }

    private static TotalRow.Series series(String status) {
        return new TotalRow.Series(Measure.CAPACITY, Basis.ACTUAL, "ndfeb-sintered", status, "t/a");
    }
}
