package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/** A steward's decision on the rank of the claim of this id: deprecate, quarantine, release, prefer. */
public record Reranking(
        String zone,
        String id,
        int revision,
        ClaimRank rank,
        String reason,
        @Nullable String decidedBy) implements ClaimMark {
    public Reranking {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.present("rank", rank);
        Check.text("reason", reason);
    }
}
