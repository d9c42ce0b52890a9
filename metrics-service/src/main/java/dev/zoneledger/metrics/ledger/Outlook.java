package dev.zoneledger.metrics.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How what is planned continues what is. Of each place, the actual timeline counts to its last step, and from there on
 * the planned one (DOMAIN, status of a capacity): a plan for that day or an earlier one is overtaken. It looks at
 * claims alone, not at today, so a plan whose day has passed while nothing actual was heard still stands.
 */
public final class Outlook {

    private Outlook() {}

    /**
     * Why a claim does not count in the outlook: what bars it anyway, and for a plan, that it is overtaken.
     *
     * @param actual the claims of a cell
     * @param planned those of the same owner, measure and product that are planned
     * @param bar why a claim does not count on account of its subject
     */
    public static Function<Entry, @Nullable Reason> bar(
            Collection<Entry> actual, Collection<Entry> planned, Function<Entry, @Nullable Reason> bar) {
        Map<String, LocalDate> lastStep = new HashMap<>();
        for (Entry entry : actual) {
            if (entry.barred() == null && bar.apply(entry) == null) {
                lastStep.merge(entry.place(), entry.from(), (left, right) -> left.isAfter(right) ? left : right);
            }
        }
        Set<String> overtaken = new HashSet<>();
        for (Entry entry : planned) {
            LocalDate last = lastStep.get(entry.place());
            if (last != null && !entry.from().isAfter(last)) {
                overtaken.add(entry.claim());
            }
        }
        return entry -> {
            Reason reason = bar.apply(entry);
            return reason == null && overtaken.contains(entry.claim()) ? Reason.OVERTAKEN : reason;
        };
    }
}
