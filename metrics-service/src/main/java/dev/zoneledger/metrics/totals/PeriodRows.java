package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.PeriodFigure;
import dev.zoneledger.metrics.ledger.PeriodFigures;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Seat;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Totals of flows by year, quarter or month, from what is stated of each period and of its parts. */
public final class PeriodRows {

    private static final int YEAR_LENGTH = 4;

    private final LedgerStores stores;
    private final String zone;
    private final Members members;

    public PeriodRows(LedgerStores stores, String zone) {
        this.stores = stores;
        this.zone = zone;
        this.members = new Members(stores, zone);
    }

    private record Key(String organisation, String unit) {}

    /**
     * Rows of products with their descendants, in the order of {@link RollUp}.
     *
     * @param within only periods of that length in this one; null for all
     */
    List<SlicedRow> rows(
            Measure measure,
            Collection<Basis> bases,
            Slice slice,
            CalendarPeriod.Grain grain,
            @Nullable CalendarPeriod within) {
        Map<SlicedRow.Of, PeriodTotal> rolled = new LinkedHashMap<>();
        for (Basis basis : bases) {
            for (String product : RollUp.products(stores, zone, measure, basis, slice.product(), FlowTotals.ANY_DAY)) {
                figures(measure, basis, product, grain, within)
                        .forEach(figure -> rollUp(figure, measure, basis, product, slice, rolled));
            }
        }
        List<SlicedRow> rows = new ArrayList<>();
        rolled.forEach((of, total) ->
                rows.add(new SlicedRow(of.organisation(), new TotalRow(of.series(), total.total(), 0), total)));
        return SlicedRow.wanted(rows, slice);
    }

    /** What counts in each period of that length, of a product without its descendants. */
    public List<PeriodFigure> figures(
            Measure measure, Basis basis, String product, CalendarPeriod.Grain grain, @Nullable CalendarPeriod within) {
        String year = within == null ? "" : within.text().substring(0, YEAR_LENGTH);
        Map<String, Optional<CalendarPeriod>> periods = new HashMap<>();
        List<PeriodFigures.Statement> statements = new ArrayList<>();
        SortedSet<CalendarPeriod> told = new TreeSet<>();
        for (Posting posting : stores.postingsOfFlow(zone, Scope.REGISTERED, measure, basis, product, year)) {
            periods.computeIfAbsent(posting.series().slot(), text -> CalendarPeriod.of(Period.of(text)))
                    .ifPresent(period -> {
                        statements.add(statement(posting, period));
                        period.in(grain).ifPresent(told::add);
                    });
        }
        PeriodFigures figures = new PeriodFigures(statements, this::standing);
        return told.stream()
                .filter(period -> within == null || within.contains(period))
                .map(figures::of)
                .toList();
    }

    private PeriodFigures.Statement statement(Posting posting, CalendarPeriod period) {
        Seat seat = Seat.of(posting.owner(), members.organisationOf(posting.owner()), posting.place());
        return new PeriodFigures.Statement(
                posting.claim(), seat, period, posting.series().unit(), posting.change());
    }

    private Standing standing(String claim) {
        return Standing.of(stores.claim(zone, claim).orElseThrow());
    }

    private static void rollUp(
            PeriodFigure figure,
            Measure measure,
            Basis basis,
            String product,
            Slice slice,
            Map<SlicedRow.Of, PeriodTotal> rolled) {
        figure.totals(each -> new Key(organisation(each.seat()), each.unit())).forEach((key, total) -> {
            if (slice.hasOrganisation(key.organisation)) {
                for (String each : RollUp.above(product)) {
                    var series = new TotalRow.Series(
                            measure, basis, each, figure.period().text(), key.unit);
                    rolled.merge(
                            new SlicedRow.Of(null, slice.isOfOrganisations() ? key.organisation : null, series),
                            total,
                            PeriodTotal::plus);
                }
            }
        });
    }

    private static String organisation(Seat seat) {
        return seat.organisation() == null ? Members.NO_ORGANISATION : seat.organisation();
    }
}
