package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.FlowTotals;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Two dates, or two periods of one length, and the totals of both. */
record GrowthEnds(End from, End to, Slice slice) {

    /** The rows of one kind at both ends. */
    record Pair(SlicedRow from, SlicedRow to) {

        /** The same among those of other zones. */
        private Pair among(String zone) {
            return new Pair(from.among(zone), to.among(zone));
        }

        private Pair plus(Pair other) {
            return new Pair(from.plus(other.from), to.plus(other.to));
        }
    }

    /** A date or period. */
    sealed interface End {

        /** As it is written. */
        String text();

        List<SlicedRow> rows(LedgerStores stores, String zone);

        /** The row of the same kind here, with nothing in it. */
        SlicedRow empty(SlicedRow other);

        Links links(String zone, SlicedRow row);
    }

    /** A date, of a capacity. */
    record Day(Basis basis, Slice slice, @Nullable Status status, LocalDate date) implements End {

        @Override
        public String text() {
            return date.toString();
        }

        @Override
        public List<SlicedRow> rows(LedgerStores stores, String zone) {
            return RollUp.rows(stores, zone, Measure.CAPACITY, List.of(basis), slice.in(stores, zone), date).stream()
                    .filter(row -> status == null || row.series().slot().equals(status.code()))
                    .toList();
        }

        @Override
        public SlicedRow empty(SlicedRow other) {
            return new SlicedRow(other.organisation(), new TotalRow(other.series(), Total.ZERO, 0), null);
        }

        @Override
        public Links links(String zone, SlicedRow row) {
            return Links.toCapacity(zone, date, row.organisation(), row.series());
        }
    }

    /** A period, of a flow. */
    record Time(FlowTotals totals, String text) implements End {

        @Override
        public List<SlicedRow> rows(LedgerStores stores, String zone) {
            return totals.of(stores, zone);
        }

        @Override
        public SlicedRow empty(SlicedRow other) {
            TotalRow.Series series = other.series();
            return new SlicedRow(
                    other.organisation(),
                    new TotalRow(
                            new TotalRow.Series(
                                    series.measure(), series.basis(), series.product(), text, series.unit()),
                            Total.ZERO,
                            0),
                    totals.grain() == null ? null : PeriodTotal.NONE);
        }

        @Override
        public Links links(String zone, SlicedRow row) {
            return totals.links(zone, row);
        }
    }

    static GrowthEnds of(
            Measure measure,
            Basis basis,
            Slice slice,
            @Nullable Status status,
            @Nullable String from,
            @Nullable String to) {
        String first = Parameters.needed("from", from);
        String second = Parameters.needed("to", to);
        if (!measure.isFlow()) {
            return new GrowthEnds(
                    new Day(basis, slice, status, Objects.requireNonNull(Parameters.day("from", first))),
                    new Day(basis, slice, status, Objects.requireNonNull(Parameters.day("to", second))),
                    slice);
        }
        Period one = Parameters.anyPeriod("from", first);
        Period other = Parameters.anyPeriod("to", second);
        if (!length("from", one).equals(length("to", other))) {
            throw Parameters.refused("to", "expected a period as long as " + first, null);
        }
        return new GrowthEnds(time(measure, basis, slice, one), time(measure, basis, slice, other), slice);
    }

    private static Time time(Measure measure, Basis basis, Slice slice, Period period) {
        Optional<CalendarPeriod> calendar = CalendarPeriod.of(period);
        String text = calendar.map(CalendarPeriod::text).orElse(period.text());
        return new Time(
                new FlowTotals(
                        FlowTotals.path(measure),
                        List.of(measure),
                        List.of(basis),
                        slice,
                        text,
                        calendar.map(CalendarPeriod::grain).orElse(null)),
                text);
    }

    /** In years, months and days: one month is as long as another. */
    private static java.time.Period length(String parameter, Period period) {
        if (period.from() == null || period.to() == null) {
            throw Parameters.refused(parameter, "expected a period of which both ends are known", null);
        }
        return period.from().until(period.to().plusDays(1));
    }

    /** Of all that there is in a zone at one of both ends. */
    List<Pair> pairs(LedgerStores stores, String zone) {
        Map<SlicedRow.Of, SlicedRow> before = new LinkedHashMap<>();
        Map<SlicedRow.Of, SlicedRow> after = new LinkedHashMap<>();
        List<SlicedRow> all = new ArrayList<>();
        for (SlicedRow row : from.rows(stores, zone)) {
            before.put(kind(row), row);
            all.add(to.empty(row));
        }
        for (SlicedRow row : to.rows(stores, zone)) {
            after.put(kind(row), row);
            if (!before.containsKey(kind(row))) {
                all.add(row);
            }
        }
        return SlicedRow.wanted(all, slice).stream()
                .map(row -> new Pair(
                        before.getOrDefault(kind(row), from.empty(row)), after.getOrDefault(kind(row), to.empty(row))))
                .toList();
    }

    /** Pairs that are the same but for the zone are one. */
    static List<Pair> together(SortedMap<String, List<Pair>> byZone) {
        Map<SlicedRow.Of, Pair> summed = new LinkedHashMap<>();
        byZone.forEach((zone, pairs) -> pairs.forEach(pair -> {
            Pair ofZone = pair.among(zone);
            summed.merge(ofZone.to.of(), ofZone, Pair::plus);
        }));
        return summed.values().stream()
                .sorted(Comparator.comparing(Pair::to, SlicedRow.ORDER))
                .toList();
    }

    /** From one end to the other; zone null of several together. */
    Growth growth(Pair pair, @Nullable String zone) {
        String whose = zone == null ? pair.to.zone() : zone;
        return Growth.of(
                pair.from,
                pair.to,
                slice,
                whose == null ? null : new Growth.Sides(from.links(whose, pair.from), to.links(whose, pair.to)));
    }

    /** What a row is a row of, whatever its period. */
    private static SlicedRow.Of kind(SlicedRow row) {
        TotalRow.Series series = row.series();
        return new SlicedRow.Of(
                row.zone(),
                row.organisation(),
                new TotalRow.Series(
                        series.measure(),
                        series.basis(),
                        series.product(),
                        series.measure().isFlow() ? "" : series.slot(),
                        series.unit()));
    }
}
