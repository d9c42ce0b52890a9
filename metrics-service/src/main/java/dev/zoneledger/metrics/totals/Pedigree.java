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
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a total and those left out of it, by the same evaluation that the total itself is kept with.
 *
 * @param counted in the order of their ids
 * @param leftOut in the order of their ids
 */
public record Pedigree(List<ClaimView> counted, List<ClaimView> leftOut) {

    /**
     * What is said of a claim: nothing, that it is in the total, or why it is not.
     *
     * @param reason null if it is in the total
     * @param other id of the claim on account of which it is not, where it is one single claim
     */
    record Verdict(@Nullable Reason reason, @Nullable String other) {

        static final Verdict COUNTED = new Verdict(null, null);

        /** Of what counts; of the unit that is asked for, or in the total of another. */
        static Verdict ofUnit(@Nullable String asked, String unit) {
            return asked == null || asked.equals(unit) ? COUNTED : new Verdict(Reason.OTHER_UNIT, null);
        }
    }

    /** Decides about the claims of a question, stretch by stretch. */
    interface Judge {
        /** Empty if the claim is not to be told of. */
        Optional<Verdict> verdict(Cell cell, Stretch stretch);
    }

    /**
     * As of a date.
     *
     * @param bases only these count; what is left out is listed whichever basis it has
     * @param slot only this status or period counts; null for all
     * @param unit only this base unit counts; null for all
     */
    record AsOf(
            Scope scope,
            Collection<Basis> bases,
            @Nullable String slot,
            @Nullable String unit,
            LocalDate date) implements Judge {

        @Override
        public Optional<Verdict> verdict(Cell cell, Stretch stretch) {
            boolean isZone = cell.owner().kind() == Owner.Kind.ZONE;
            if ((scope == Scope.DECLARED && !isZone) || !stretch.includes(date)) {
                return Optional.empty();
            }
            if (!stretch.counts()) {
                return Optional.of(new Verdict(stretch.reason(), stretch.other()));
            }
            if (isZone && scope == Scope.REGISTERED) {
                return Optional.of(new Verdict(Reason.DECLARED, null));
            }
            Entry entry = stretch.entry();
            boolean isOfRow = bases.contains(cell.basis()) && (slot == null || slot.equals(entry.slot()));
            return isOfRow ? Optional.of(Verdict.ofUnit(unit, entry.unit())) : Optional.empty();
        }
    }

    /**
     * The claims on these measures and on the products and organisations of the slice, as the judge decides.
     *
     * @param slice its organisation is a canonical one
     */
    static Pedigree of(LedgerStores stores, String zone, Collection<Measure> measures, Slice slice, Judge judge) {
        List<ClaimView> counted = new ArrayList<>();
        List<ClaimView> leftOut = new ArrayList<>();
        Members members = new Members(stores, zone);
        cells(stores, zone, measures, slice.product()).forEach((cell, entries) -> {
            if (!slice.hasStageOf(cell.product()) || !isOfOrganisation(cell.owner(), slice, members)) {
                return;
            }
            for (Stretch stretch : stores.evaluate(cell, entries).stretches()) {
                judge.verdict(cell, stretch).ifPresent(verdict -> {
                    ClaimState state =
                            stores.claim(zone, stretch.entry().claim()).orElseThrow();
                    Reason reason = verdict.reason;
                    String detail = reason == null ? null : detail(state, stretch, reason, verdict.other);
                    (reason == null ? counted : leftOut)
                            .add(ClaimView.of(state, cell.owner(), stretch.entry(), reason, detail));
                });
            }
        });
        counted.sort(Comparator.comparing(ClaimView::id));
        leftOut.sort(Comparator.comparing(ClaimView::id));
        return new Pedigree(counted, leftOut);
    }

    private static boolean isOfOrganisation(Owner owner, Slice slice, Members members) {
        return slice.organisation() == null
                || (owner.kind() != Owner.Kind.ZONE && slice.hasOrganisation(members.organisationOf(owner)));
    }

    private static Map<Cell, List<Entry>> cells(
            LedgerStores stores, String zone, Collection<Measure> measures, @Nullable String product) {
        Map<Cell, List<Entry>> cells = new LinkedHashMap<>();
        for (Measure measure : measures) {
            for (Basis basis : Basis.values()) {
                if (product == null) {
                    cells.putAll(stores.entries(zone, measure, basis));
                } else {
                    RollUp.withDescendants(product)
                            .forEach(each -> cells.putAll(stores.entries(zone, measure, basis, each)));
                }
            }
        }
        return cells;
    }

    /** A reason more exactly. */
    public static String detail(ClaimState state, Stretch stretch, Reason reason, @Nullable String other) {
        return switch (reason) {
            case RETRACTED, DEPRECATED, QUARANTINED -> decision(state, reason);
            case SUPERSEDED ->
                (state.standingMark().orElse(null) instanceof Supersession by ? "by " + by.supersededBy() + ": " : "")
                        + decision(state, reason);
            case NOT_YET -> "from " + stretch.to() + " on";
            case NO_LONGER -> "since " + stretch.from() + " claim " + other + " holds";
            case OUTRANKED -> "claim " + other + " goes before it";
            case OTHER_UNIT ->
                stretch.entry().unit().isEmpty()
                        ? reason.text()
                        : "it is in the total in " + stretch.entry().unit();
            case CUMULATIVE,
                    OVERTAKEN,
                    DATE_UNKNOWN,
                    UNRESOLVED,
                    OUTSIDE_ZONE,
                    STATUS_UNKNOWN,
                    PART_OF_STATED,
                    NO_CALENDAR_PERIOD,
                    DECLARED -> reason.text();
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
