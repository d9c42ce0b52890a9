package dev.zoneledger.metrics.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a claim counts, or does not and why. A claim's stretches follow one another without a gap.
 *
 * @param from included
 * @param to not included; null if it has no end
 * @param reason null if the claim counts
 * @param other id of the claim on account of which it does not count, where it is one single claim
 */
public record Stretch(
        Entry entry,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Reason reason,
        @Nullable String other) {

    public boolean counts() {
        return reason == null;
    }

    /** Whether it is what can be said of the claim as of that date. */
    public boolean includes(LocalDate date) {
        return !from.isAfter(date) && (to == null || to.isAfter(date));
    }
}
