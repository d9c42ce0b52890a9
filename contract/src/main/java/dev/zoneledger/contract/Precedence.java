package dev.zoneledger.contract;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Which claim holds when several speak of the same series (subject, measure, product, basis) and the same date or
 * period: not retracted, not superseded, neither deprecated nor quarantined, then the best rank, then the latest
 * published, then the greatest id. When it arrived plays no part.
 */
public final class Precedence {

    private static final Comparator<ClaimState> ORDER = Comparator.comparing(
                    (ClaimState state) -> state.rank().orElseThrow() == ClaimRank.PREFERRED)
            .thenComparing(Precedence::published)
            .thenComparing(state -> Objects.requireNonNull(state.claim()).id());

    private Precedence() {}

    /** Whether the claim may be in a total at all. */
    public static boolean mayHold(ClaimState state) {
        return state.rank()
                .map(rank -> switch (rank) {
                    case PREFERRED, NORMAL -> !state.isRetracted() && !state.isSuperseded();
                    case DEPRECATED, QUARANTINED -> false;
                })
                .orElse(false);
    }

    /** The claim that holds among these, which speak of the same series and date or period; empty if none may. */
    public static Optional<ClaimState> holding(Collection<ClaimState> candidates) {
        return candidates.stream().filter(Precedence::mayHold).max(ORDER);
    }

    /** A source without a date counts as the oldest. */
    private static LocalDate published(ClaimState state) {
        String publishedOn = Objects.requireNonNull(state.claim()).source().publishedOn();
        return publishedOn == null ? LocalDate.MIN : PartialDate.lastDay(publishedOn);
    }
}
