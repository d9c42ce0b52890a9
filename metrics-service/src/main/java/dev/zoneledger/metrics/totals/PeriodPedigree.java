package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.PeriodFigure;
import dev.zoneledger.metrics.ledger.PeriodFigures;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.state.LedgerStores;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which claims are in the total of a year, quarter or month, and why others that touch it are not. */
final class PeriodPedigree implements Pedigree.Judge {

    private final CalendarPeriod period;
    private final Map<String, Pedigree.Verdict> verdicts;

    private PeriodPedigree(CalendarPeriod period, Map<String, Pedigree.Verdict> verdicts) {
        this.period = period;
        this.verdicts = verdicts;
    }

    /**
     * By the same figures that the total is made of.
     *
     * @param slice its organisation is a canonical one
     * @param unit only this base unit counts; null for all
     */
    static PeriodPedigree of(LedgerStores stores, String zone, FlowTotals totals, Slice slice, @Nullable String unit) {
        CalendarPeriod.Grain grain = Objects.requireNonNull(totals.grain());
        CalendarPeriod period = Parameters.calendarPeriod("period", totals.period(), grain);
        if (period == null || period.grain() != grain) {
            throw Parameters.refused("period", "with a grain the claims of one " + grain + " are told: name it", null);
        }
        PeriodRows rows = new PeriodRows(stores, zone);
        Map<String, Pedigree.Verdict> verdicts = new HashMap<>();
        for (Measure measure : totals.measures()) {
            for (Basis basis : totals.bases()) {
                RollUp.products(stores, zone, measure, basis, slice.product(), FlowTotals.ANY_DAY)
                        .forEach(product -> rows.figures(measure, basis, product, grain, period)
                                .forEach(figure -> tell(figure, unit, verdicts)));
            }
        }
        return new PeriodPedigree(period, verdicts);
    }

    private static void tell(PeriodFigure figure, @Nullable String unit, Map<String, Pedigree.Verdict> verdicts) {
        for (PeriodFigures.LeftOut each : figure.leftOut()) {
            verdicts.put(each.statement().claim(), new Pedigree.Verdict(each.reason(), each.other()));
        }
        for (PeriodFigures.Statement each : figure.counted()) {
            verdicts.put(each.claim(), Pedigree.Verdict.ofUnit(unit, each.unit()));
        }
    }

    @Override
    public Optional<Pedigree.Verdict> verdict(Cell cell, Stretch stretch) {
        if (!stretch.includes(FlowTotals.ANY_DAY)
                || !touches(Period.of(stretch.entry().slot()))) {
            return Optional.empty();
        }
        if (!stretch.counts()) {
            return Optional.of(new Pedigree.Verdict(stretch.reason(), stretch.other()));
        }
        if (cell.owner().kind() == Owner.Kind.ZONE) {
            return Optional.of(new Pedigree.Verdict(Reason.DECLARED, null));
        }
        return CalendarPeriod.of(Period.of(stretch.entry().slot())).isEmpty()
                ? Optional.of(new Pedigree.Verdict(Reason.NO_CALENDAR_PERIOD, null))
                : Optional.ofNullable(verdicts.get(stretch.entry().claim()));
    }

    /** Whether a day of it is a day of the period; a year that is not stated is none in particular. */
    private boolean touches(Period other) {
        return other.to() != null
                && !other.to().isBefore(period.from())
                && (other.from() == null || !other.from().isAfter(period.to()));
    }
}
