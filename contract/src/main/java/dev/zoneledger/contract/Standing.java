package dev.zoneledger.contract;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that {@link Precedence} looks at in a claim, for those who do not keep the whole claim at hand. The greater one
 * goes before the other.
 *
 * @param withdrawn whether the claim is retracted or superseded
 * @param publishedOn of the claim's source; a source without a date counts as the oldest
 */
public record Standing(
        ClaimRank rank, boolean withdrawn, @Nullable String publishedOn, String id) implements Comparable<Standing> {

    private static final Comparator<Standing> ORDER = Comparator.comparing(
                    (Standing standing) -> standing.rank == ClaimRank.PREFERRED)
            .thenComparing(Standing::published)
            .thenComparing(Standing::id);

    /** Of a claim whose content has come. */
    public static Standing of(ClaimState state) {
        Claim claim = Objects.requireNonNull(state.claim());
        return new Standing(
                state.rank().orElseThrow(),
                state.isRetracted() || state.isSuperseded(),
                claim.source().publishedOn(),
                claim.id());
    }

    /** Whether the claim may be in a total at all. */
    public boolean mayHold() {
        return switch (rank) {
            case PREFERRED, NORMAL -> !withdrawn;
            case DEPRECATED, QUARANTINED -> false;
        };
    }

    @Override
    public int compareTo(Standing other) {
        return ORDER.compare(this, other);
    }

    private LocalDate published() {
        return publishedOn == null ? LocalDate.MIN : PartialDate.lastDay(publishedOn);
    }
}
