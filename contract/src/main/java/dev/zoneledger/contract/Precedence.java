package dev.zoneledger.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which claim holds when several speak of the same series (subject, measure, product, basis) and the same date or
 * period: not retracted, not superseded, neither deprecated nor quarantined, then the best rank, then the latest
 * published, then the greatest id. When it arrived plays no part.
 */
public final class Precedence {

    private Precedence() {}

    /** Whether the claim may be in a total at all. */
    public static boolean mayHold(ClaimState state) {
        return state.claim() != null && Standing.of(state).mayHold();
    }

    /** The claim that holds among these, which speak of the same series and date or period; empty if none may. */
    public static Optional<ClaimState> holding(Collection<ClaimState> candidates) {
        return holding(
                candidates.stream().filter(state -> state.claim() != null).toList(), Standing::of);
    }

    /** The same for claims that are kept in some other form. */
    public static <T> Optional<T> holding(Collection<T> candidates, Function<T, Standing> standing) {
        return candidates.stream()
                .filter(each -> standing.apply(each).mayHold())
                .max(Comparator.comparing(standing));
    }
}
