package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Totals of flows, and the claims behind them: output and the money measures.
 *
 * @param path of the resource below the zone
 * @param measures those of the resource that are asked for
 * @param bases those that are asked for
 * @param period only this one; with a grain only those of that length in it
 * @param grain of the calendar, by which parts of periods are added; null where each period stands by itself
 */
public record FlowTotals(
        String path,
        Collection<Measure> measures,
        Collection<Basis> bases,
        Slice slice,
        @Nullable String period,
        CalendarPeriod.@Nullable Grain grain) {

    /** A cumulative figure is in no total of a period. */
    public static final List<Basis> BASES = List.of(Basis.ACTUAL, Basis.PLANNED, Basis.TARGET);

    /** A period says it all: a flow counts on any day or on none. */
    static final LocalDate ANY_DAY = LocalDate.EPOCH;

    /** Where a flow is asked for, below the zone. */
    public static String path(Measure measure) {
        return measure.family() == Measure.Family.VALUE ? "value" : "output";
    }

    public FlowTotals {
        if (grain == null) {
            period = Parameters.period(period);
        } else {
            CalendarPeriod within = Parameters.calendarPeriod("period", period, grain);
            period = within == null ? null : within.text();
        }
    }

    /** The totals of a zone. */
    public List<SlicedRow> of(LedgerStores stores, String zone) {
        return sliced(stores, zone, slice.in(stores, zone));
    }

    private List<SlicedRow> sliced(LedgerStores stores, String zone, Slice resolved) {
        if (grain != null) {
            PeriodRows rows = new PeriodRows(stores, zone);
            CalendarPeriod within = Parameters.calendarPeriod("period", period, grain);
            return measures.stream()
                    .flatMap(measure -> rows.rows(measure, bases, resolved, grain, within).stream())
                    .toList();
        }
        return measures.stream()
                .flatMap(measure -> RollUp.rows(stores, zone, measure, bases, resolved, ANY_DAY).stream())
                .filter(row -> period == null || row.series().slot().equals(period))
                .toList();
    }

    ClaimsAnswer claims(LedgerStores stores, String zone, @Nullable String unit) {
        Slice resolved = slice.in(stores, zone);
        var anyDay = new Pedigree.AsOf(Scope.REGISTERED, bases, period, unit, ANY_DAY);
        CalendarPeriod whole = grain == null ? null : Parameters.calendarPeriod("period", period, grain);
        Pedigree.Judge judge = grain == null ? anyDay : PeriodPedigree.of(stores, zone, this, resolved, unit);
        Pedigree pedigree = Pedigree.of(stores, zone, measures, resolved, judge);
        List<Row> total = sliced(stores, zone, resolved).stream()
                .filter(row -> row.series().product().equals(resolved.product()))
                .filter(row -> unit == null || row.series().unit().equals(unit))
                .map(row -> row(zone, row))
                .toList();
        return new ClaimsAnswer(zone, null, "", Row.single(total), pedigree.counted(), pedigree.leftOut())
                .with(
                        whole == null
                                ? LastChange.of(stores, zone, measures, resolved, anyDay)
                                : LastChange.within(whole, stores, zone, measures, resolved, anyDay));
    }

    /** Rows of these totals as they are told; zone null of several together. */
    List<Row> told(List<SlicedRow> rows, @Nullable String zone) {
        return rows.stream().map(row -> row(zone, row)).toList();
    }

    private Row row(@Nullable String zone, SlicedRow row) {
        String whose = zone == null ? row.zone() : zone;
        return Row.of(row, slice, whose == null ? null : links(whose, row));
    }

    /** To the claims of a row of these totals. */
    public Links links(String zone, SlicedRow row) {
        TotalRow.Series series = row.series();
        return Links.to(
                "/v1/zones/" + zone + "/" + path + "/claims",
                "measure",
                series.measure().family() == Measure.Family.VALUE ? series.measure() : null,
                "organisation",
                Slice.parameter(row.organisation()),
                "product",
                series.product().isEmpty() ? Parameters.NO_PRODUCT : series.product(),
                "period",
                series.slot(),
                "grain",
                row.periods() == null ? null : grain,
                "basis",
                series.basis(),
                "unit",
                series.unit());
    }
}
