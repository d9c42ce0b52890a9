package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimMark;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a total and those left out of it, by the same evaluation that the total itself is kept with.
 *
 * @param counted in the order of their ids
 * @param leftOut in the order of their ids
 */
record Pedigree(List<ClaimView> counted, List<ClaimView> leftOut) {

    /**
     * Which claims are asked for.
     *
     * @param bases only these count; what is left out is listed whichever basis it has
     * @param product with its descendants; empty for figures told of no product, null for all
     * @param slot only this status or period counts; null for all
     * @param unit only this base unit counts; null for all
     */
    record Wanted(
            String zone,
            Scope scope,
            Collection<Measure> measures,
            Collection<Basis> bases,
            @Nullable String product,
            @Nullable String slot,
            @Nullable String unit,
            LocalDate asOf) {

        private boolean isOfRow(Cell cell, Entry entry) {
            return bases.contains(cell.basis())
                    && (slot == null || slot.equals(entry.slot()))
                    && (unit == null || unit.equals(entry.unit()));
        }
    }

    static Pedigree of(LedgerStores stores, Wanted wanted) {
        List<ClaimView> counted = new ArrayList<>();
        List<ClaimView> leftOut = new ArrayList<>();
        cells(stores, wanted).forEach((cell, entries) -> {
            boolean isZone = cell.owner().kind() == Owner.Kind.ZONE;
            if (wanted.scope == Scope.DECLARED && !isZone) {
                return;
            }
            boolean isDeclared = isZone && wanted.scope == Scope.REGISTERED;
            for (Stretch stretch : stores.evaluate(cell, entries).stretches()) {
                if (!stretch.includes(wanted.asOf)) {
                    continue;
                }
                Reason reason = stretch.counts() && isDeclared ? Reason.DECLARED : stretch.reason();
                if (reason == null && !wanted.isOfRow(cell, stretch.entry())) {
                    continue;
                }
                ClaimState state =
                        stores.claim(wanted.zone, stretch.entry().claim()).orElseThrow();
                if (reason == null) {
                    counted.add(ClaimView.of(state, cell.owner(), stretch.entry(), null, null));
                } else {
                    leftOut.add(
                            ClaimView.of(state, cell.owner(), stretch.entry(), reason, detail(state, stretch, reason)));
                }
            }
        });
        counted.sort(Comparator.comparing(ClaimView::id));
        leftOut.sort(Comparator.comparing(ClaimView::id));
        return new Pedigree(counted, leftOut);
    }

    private static Map<Cell, List<Entry>> cells(LedgerStores stores, Wanted wanted) {
        Map<Cell, List<Entry>> cells = new LinkedHashMap<>();
        for (Measure measure : wanted.measures) {
            for (Basis basis : Basis.values()) {
                if (wanted.product == null) {
                    cells.putAll(stores.entries(wanted.zone, measure, basis));
                } else {
                    RollUp.withDescendants(wanted.product)
                            .forEach(product -> cells.putAll(stores.entries(wanted.zone, measure, basis, product)));
                }
            }
        }
        return cells;
    }

    private static String detail(ClaimState state, Stretch stretch, Reason reason) {
        return switch (reason) {
            case RETRACTED, DEPRECATED, QUARANTINED -> decision(state, reason);
            case SUPERSEDED ->
                (state.standingMark().orElse(null) instanceof Supersession by ? "by " + by.supersededBy() + ": " : "")
                        + decision(state, reason);
            case NOT_YET -> "from " + stretch.to() + " on";
            case NO_LONGER -> "since " + stretch.from() + " claim " + stretch.other() + " holds";
            case OUTRANKED -> "claim " + stretch.other() + " goes before it";
            case CUMULATIVE, DATE_UNKNOWN, UNRESOLVED, OUTSIDE_ZONE, STATUS_UNKNOWN, DECLARED -> reason.text();
        };
    }

    /** In the words of the one who decided, or of the claim itself. */
    private static String decision(ClaimState state, Reason reason) {
        String words = state.standingMark()
                .map(ClaimMark::reason)
                .orElse(state.claim() == null ? null : state.claim().reason());
        return words == null ? reason.text() : words;
    }
}
