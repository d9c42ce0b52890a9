package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That two records are one. It bears the id of the record that is merged away, so there is one merge for each record, and
 * a later revision says otherwise or undoes it. Both records stay as they were registered, and every claim keeps the
 * subject that it states; what it counts for follows {@link Merges}.
 */
public sealed interface Merge extends ProjectEvent permits OrganisationMerge, ProjectMerge {

    /** Id of the record that this one is henceforth one with; null if the merge is undone. */
    @Nullable
    String into();

    /** Why; never blank. */
    String reason();

    @Nullable
    Speaker statedBy();

    @Nullable
    Source source();

    List<String> inferred();

    @Nullable
    String note();
}
