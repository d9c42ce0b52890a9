package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a project is one with another one of its zone; see {@link Merge}.
 *
 * @param id of the project that is merged away
 * @param into id of the project that it is henceforth one with; null if the merge is undone
 * @param reason why they are one, or are not after all
 * @param statedBy who decided or says it
 * @param inferred what of this no source says, and how it was inferred
 */
public record ProjectMerge(
        String zone,
        String id,
        int revision,
        @Nullable String into,
        String reason,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements Merge {
    public ProjectMerge {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.optionalId("into", into);
        Check.that(!id.equals(into), "into must be another project than the one that is merged away");
        Check.text("reason", reason);
        inferred = Check.list(inferred);
    }
}
