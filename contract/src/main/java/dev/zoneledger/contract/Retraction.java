package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/** The claim of this id was taken back; it stays as a tombstone and is in no total. */
public record Retraction(
        String zone,
        String id,
        int revision,
        String reason,
        @Nullable String decidedBy) implements ClaimMark {
    public Retraction {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.text("reason", reason);
    }
}
