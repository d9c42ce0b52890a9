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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two dates, or two periods of one length, and the totals of both. */
record GrowthEnds(End from, End to, Slice slice) {

    /** A date or period. */
    sealed interface End {

        /** As it is written. */
        String text();

        List<SlicedRow> rows(LedgerStores stores, Slice resolved);

        /** The row of the same kind here, with nothing in it. */
        SlicedRow empty(SlicedRow other);

        Links links(SlicedRow row);
    }

    /** A date, of a capacity. */
    record Day(String zone, Basis basis, @Nullable Status status, LocalDate date) implements End {

        @Override
        public String text() {
            return date.toString();
        }

        @Override
        public List<SlicedRow> rows(LedgerStores stores, Slice resolved) {
            return RollUp.rows(stores, zone, Measure.CAPACITY, List.of(basis), resolved, date).stream()
                    .filter(row -> status == null || row.series().slot().equals(status.code()))
                    .toList();
        }

        @Override
        public SlicedRow empty(SlicedRow other) {
            return new SlicedRow(other.organisation(), new TotalRow(other.series(), Total.ZERO, 0), null);
        }

        @Override
        public Links links(SlicedRow row) {
            return Links.toCapacity(zone, date, row.organisation(), row.series());
        }
    }

    /** A period, of a flow. */
    record Time(FlowTotals totals, String text) implements End {

        @Override
        public List<SlicedRow> rows(LedgerStores stores, Slice resolved) {
            return totals.sliced(stores, resolved);
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
        public Links links(SlicedRow row) {
            return totals.links(row);
        }
    }

    static GrowthEnds of(
            String zone,
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
                    new Day(zone, basis, status, Objects.requireNonNull(Parameters.day("from", first))),
                    new Day(zone, basis, status, Objects.requireNonNull(Parameters.day("to", second))),
                    slice);
        }
        Period one = Parameters.anyPeriod("from", first);
        Period other = Parameters.anyPeriod("to", second);
        if (!length("from", one).equals(length("to", other))) {
            throw Parameters.refused("to", "expected a period as long as " + first, null);
        }
        return new GrowthEnds(time(zone, measure, basis, slice, one), time(zone, measure, basis, slice, other), slice);
    }

    private static Time time(String zone, Measure measure, Basis basis, Slice slice, Period period) {
        Optional<CalendarPeriod> calendar = CalendarPeriod.of(period);
        String text = calendar.map(CalendarPeriod::text).orElse(period.text());
        return new Time(
                new FlowTotals(
                        zone,
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

    /** A row for all that there is at one of both ends. */
    List<Growth> rows(LedgerStores stores) {
        Map<SlicedRow.Of, SlicedRow> before = new LinkedHashMap<>();
        Map<SlicedRow.Of, SlicedRow> after = new LinkedHashMap<>();
        List<SlicedRow> all = new ArrayList<>();
        for (SlicedRow row : from.rows(stores, slice.in(stores, zone()))) {
            before.put(kind(row), row);
            all.add(to.empty(row));
        }
        for (SlicedRow row : to.rows(stores, slice.in(stores, zone()))) {
            after.put(kind(row), row);
            if (!before.containsKey(kind(row))) {
                all.add(row);
            }
        }
        return SlicedRow.wanted(all, slice).stream()
                .map(row -> {
                    SlicedRow one = before.getOrDefault(kind(row), from.empty(row));
                    SlicedRow other = after.getOrDefault(kind(row), to.empty(row));
                    return Growth.of(one, other, slice, new Growth.Sides(from.links(one), to.links(other)));
                })
                .toList();
    }

    private String zone() {
        return switch (from) {
            case Day day -> day.zone;
            case Time time -> time.totals.zone();
        };
    }

    /** What a row is a row of, whatever its period. */
    private static SlicedRow.Of kind(SlicedRow row) {
        TotalRow.Series series = row.series();
        return new SlicedRow.Of(
                row.organisation(),
                new TotalRow.Series(
                        series.measure(),
                        series.basis(),
                        series.product(),
                        series.measure().isFlow() ? "" : series.slot(),
                        series.unit()));
    }
}
