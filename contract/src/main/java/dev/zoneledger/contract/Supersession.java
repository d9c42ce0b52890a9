package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/** The claim of this id no longer holds since another one took its place. */
public record Supersession(
        String zone,
        String id,
        int revision,
        String supersededBy,
        String reason,
        @Nullable String decidedBy) implements ClaimMark {
    public Supersession {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.id("supersededBy", supersededBy);
        Check.that(!supersededBy.equals(id), "a claim cannot supersede itself");
        Check.text("reason", reason);
    }
}
