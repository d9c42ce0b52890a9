package dev.zoneledger.ingest.entry;

import static dev.zoneledger.ingest.entry.Parts.there;

import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which records are one. Each method answers null where it has put down a fault. */
final class MergeReader {

    /** Of merges of both kinds, which have the same fields. */
    static final Set<String> FIELDS = Fields.namesOf(ProjectMerge.class);

    private MergeReader() {}

    /** The constructor of either kind. */
    private interface Maker<M extends Merge> {
        M of(
                String zone,
                String id,
                int revision,
                @Nullable String into,
                String reason,
                @Nullable Speaker statedBy,
                @Nullable Source source,
                List<String> inferred,
                @Nullable String note);
    }

    static @Nullable OrganisationMerge organisation(Fields fields) {
        return read(fields, OrganisationMerge::new);
    }

    static @Nullable ProjectMerge project(Fields fields) {
        return read(fields, ProjectMerge::new);
    }

    private static <M extends Merge> @Nullable M read(Fields fields, Maker<M> maker) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        String into = fields.optionalId("into");
        String reason = fields.text("reason");
        Speaker statedBy = Parts.statedBy(fields);
        Source source = Parts.source(fields);
        List<String> inferred = fields.texts("inferred");
        String note = fields.optionalText("note");
        if (into != null && into.equals(id)) {
            fields.fault("into", "is the record itself; a record is merged into another one");
        }
        if (!fields.has("into") && revision == 1) {
            fields.fault("into", "is missing; only a revision higher than 1 may leave it out, which undoes the merge");
        }
        return fields.faults().count() > before
                ? null
                : maker.of(there(zone), there(id), revision, into, there(reason), statedBy, source, inferred, note);
    }
}
