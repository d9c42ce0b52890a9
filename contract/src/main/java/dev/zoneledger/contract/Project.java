package dev.zoneledger.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A building programme with its phases and their lines.
 *
 * @param organisation id of the organisation whose project it is; null where no source says
 * @param phases in order; ids unique in the project
 * @param inferred what of this record no source says, and how it was inferred
 */
public record Project(
        String zone,
        String id,
        int revision,
        String name,
        @Nullable String localName,
        @Nullable String organisation,
        List<Alias> aliases,
        List<Phase> phases,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {

    /**
     * A stage of a project.
     *
     * @param status where it stands, by {@code statusSince}; null where no source says
     */
    public record Phase(
            String id,
            String name,
            @Nullable Status status,
            @Nullable PartialDate statusSince,
            List<Line> lines) {
        public Phase {
            Check.id("id", id);
            Check.text("name", name);
            lines = Check.list(lines);
            Check.that(unique(lines.stream().map(Line::id).toList()), "lines of a phase have ids of their own");
        }
    }

    /**
     * The equipment for one product in a phase.
     *
     * @param product code of the product tree
     */
    public record Line(String id, String name, @Nullable String product) {
        public Line {
            Check.id("id", id);
            Check.text("name", name);
        }
    }

    public Project {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.text("name", name);
        Check.optionalId("organisation", organisation);
        aliases = Check.list(aliases);
        phases = Check.list(phases);
        inferred = Check.list(inferred);
        Check.that(unique(phases.stream().map(Phase::id).toList()), "phases of a project have ids of their own");
    }

    /** Whether this project, with the phase and line if the subject names them, is what the subject names. */
    public boolean contains(Subject subject) {
        if (!id.equals(subject.project())) {
            return false;
        }
        if (subject.phase() == null) {
            return true;
        }
        Optional<Phase> phase =
                phases.stream().filter(each -> each.id.equals(subject.phase())).findFirst();
        return phase.isPresent()
                && (subject.line() == null
                        || phase.get().lines.stream().anyMatch(each -> each.id.equals(subject.line())));
    }

    private static boolean unique(List<String> ids) {
        Set<String> seen = new HashSet<>();
        return ids.stream().allMatch(seen::add);
    }
}
