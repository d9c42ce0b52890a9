package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all revisions of one claim, so far seen, amount to: the greatest content, and the greatest mark (re-ranking,
 * supersession, retraction). The mark stands if it is later than the content. Each half is a maximum, so merging is
 * commutative, associative and idempotent: order and duplicates cannot matter.
 *
 * @param claim the content of the greatest version; null while only marks have come
 * @param mark the mark of the greatest version; null if there is none
 */
public record ClaimState(
        @Nullable Claim claim,
        @Nullable Version claimVersion,
        @Nullable ClaimMark mark,
        @Nullable Version markVersion) {

    public static ClaimState of(CapacityEvent event, Version version) {
        return switch (event) {
            case Claim claim -> new ClaimState(claim, version, null, null);
            case ClaimMark mark -> new ClaimState(null, null, mark, version);
        };
    }

    /** Both together. */
    public ClaimState merge(ClaimState other) {
        boolean claimHere = isGreater(claimVersion, other.claimVersion);
        boolean markHere = isGreater(markVersion, other.markVersion);
        return new ClaimState(
                claimHere ? claim : other.claim,
                claimHere ? claimVersion : other.claimVersion,
                markHere ? mark : other.mark,
                markHere ? markVersion : other.markVersion);
    }

    /** The mark that stands: it is of a greater version than the content. */
    public Optional<ClaimMark> standingMark() {
        return mark != null && isGreater(markVersion, claimVersion) ? Optional.of(mark) : Optional.empty();
    }

    /** The rank in force; empty while only marks have come. */
    public Optional<ClaimRank> rank() {
        if (claim == null) {
            return Optional.empty();
        }
        return Optional.of(
                standingMark().orElse(null) instanceof Reranking reranking ? reranking.rank() : claim.rank());
    }

    @JsonIgnore
    public boolean isRetracted() {
        return standingMark().orElse(null) instanceof Retraction;
    }

    @JsonIgnore
    public boolean isSuperseded() {
        return standingMark().orElse(null) instanceof Supersession;
    }

    private static boolean isGreater(@Nullable Version left, @Nullable Version right) {
        return left != null && (right == null || left.compareTo(right) >= 0);
    }
}
