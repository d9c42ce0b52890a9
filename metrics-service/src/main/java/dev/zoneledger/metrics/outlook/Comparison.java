package dev.zoneledger.metrics.outlook;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.outlook.ScenariosResource.Beside;
import dev.zoneledger.metrics.outlook.ScenariosResource.BesideStep;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.RollUp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Totals as they are and as they would be, side by side.
 *
 * @param pairs in the order of the product tree
 */
record Comparison(List<Pair> pairs) {

    /** One total in both worlds; zero where one of them has none. */
    record Pair(TotalRow present, TotalRow supposed) {

        boolean differs() {
            return !present.equals(supposed);
        }

        Beside told() {
            TotalRow.Series series = present.series();
            return new Beside(
                    series.product(),
                    series.slot(),
                    Questions.unit(series),
                    Figures.of(present),
                    Figures.of(supposed),
                    change());
        }

        private @Nullable BigDecimal change() {
            return isKnown(present.total()) && isKnown(supposed.total())
                    ? supposed.total().minus(present.total()).value()
                    : null;
        }

        /** Claims without a figure are nobody knows how much; no claims are nothing. */
        private static boolean isKnown(Total total) {
            return total.hasFigure() || total.claims() == 0;
        }
    }

    /** A pair on a day. */
    record DayPair(LocalDate day, Pair pair) {}

    static Comparison of(Collection<TotalRow> present, Collection<TotalRow> supposed) {
        Map<TotalRow.Series, TotalRow> left = bySeries(present);
        Map<TotalRow.Series, TotalRow> right = bySeries(supposed);
        Set<TotalRow.Series> all = new LinkedHashSet<>(left.keySet());
        all.addAll(right.keySet());
        return new Comparison(all.stream()
                .map(series -> pair(series, left, right))
                .sorted(Comparator.comparing(Pair::present, RollUp.ORDER))
                .toList());
    }

    List<Beside> all() {
        return pairs.stream().map(Pair::told).toList();
    }

    /** Every step of either course in a total that differs from then on, or did until then. */
    static Stream<DayPair> courses(Course present, Course supposed) {
        Map<TotalRow.Series, TotalRow> left = bySeries(present.start());
        Map<TotalRow.Series, TotalRow> right = bySeries(supposed.start());
        NavigableMap<LocalDate, Course.Step> leftSteps = byDay(present);
        NavigableMap<LocalDate, Course.Step> rightSteps = byDay(supposed);
        Set<LocalDate> days = new TreeSet<>(leftSteps.keySet());
        days.addAll(rightSteps.keySet());
        List<DayPair> told = new ArrayList<>();
        for (LocalDate day : days) {
            List<Pair> before = moved(leftSteps.get(day), rightSteps.get(day)).stream()
                    .map(series -> pair(series, left, right))
                    .toList();
            move(left, leftSteps.get(day));
            move(right, rightSteps.get(day));
            for (Pair earlier : before) {
                Pair now = pair(earlier.present.series(), left, right);
                if (now.differs() || earlier.differs()) {
                    told.add(new DayPair(day, now));
                }
            }
        }
        return told.stream();
    }

    /** The same by day. */
    static List<BesideStep> steps(Collection<DayPair> pairs) {
        NavigableMap<LocalDate, List<Pair>> days = new TreeMap<>();
        pairs.forEach(
                each -> days.computeIfAbsent(each.day, day -> new ArrayList<>()).add(each.pair));
        return days.entrySet().stream()
                .map(day -> new BesideStep(
                        day.getKey(),
                        day.getValue().stream()
                                .sorted(Comparator.comparing(Pair::present, RollUp.ORDER))
                                .map(Pair::told)
                                .toList()))
                .toList();
    }

    private static Set<TotalRow.Series> moved(Course.@Nullable Step left, Course.@Nullable Step right) {
        return Stream.of(Optional.ofNullable(left), Optional.ofNullable(right))
                .flatMap(Optional::stream)
                .flatMap(step -> step.changes().stream())
                .map(change -> change.after().series())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void move(Map<TotalRow.Series, TotalRow> here, Course.@Nullable Step step) {
        if (step != null) {
            step.changes().forEach(change -> here.put(change.after().series(), change.after()));
        }
    }

    private static Pair pair(
            TotalRow.Series series, Map<TotalRow.Series, TotalRow> left, Map<TotalRow.Series, TotalRow> right) {
        TotalRow nothing = new TotalRow(series, Total.ZERO, 0);
        return new Pair(left.getOrDefault(series, nothing), right.getOrDefault(series, nothing));
    }

    private static Map<TotalRow.Series, TotalRow> bySeries(Collection<TotalRow> rows) {
        Map<TotalRow.Series, TotalRow> bySeries = new HashMap<>();
        rows.forEach(row -> bySeries.put(row.series(), row));
        return bySeries;
    }

    private static NavigableMap<LocalDate, Course.Step> byDay(Course course) {
        NavigableMap<LocalDate, Course.Step> byDay = new TreeMap<>();
        course.steps().forEach(step -> byDay.put(step.day(), step));
        return byDay;
    }
}
