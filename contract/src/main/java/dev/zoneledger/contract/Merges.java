package dev.zoneledger.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The merges of a zone that are in force, and what they make of the id of a record: its canonical id. All arithmetic
 * (series, precedence, levels, totals) goes by the canonical subject of a claim, while the claim keeps the one that it
 * states. docs/decisions/0010-merges.md gives the reasons.
 *
 * <p>In force is, for each record, the merge of the greatest {@link Version}; undone, it names no other record. Nothing
 * here depends on when a merge came, or on whether the records are registered.
 */
public final class Merges {

    private final Map<String, String> organisations;
    private final Map<String, String> projects;

    private Merges(Map<String, String> organisations, Map<String, String> projects) {
        this.organisations = organisations;
        this.projects = projects;
    }

    /** Of merges of one zone, of which at most one for each record: the one in force. */
    public static Merges of(Collection<? extends Merge> inForce) {
        Map<String, String> organisations = new HashMap<>();
        Map<String, String> projects = new HashMap<>();
        for (Merge merge : inForce) {
            String into = merge.into();
            if (into != null) {
                switch (merge) {
                    case OrganisationMerge organisation -> organisations.put(organisation.id(), into);
                    case ProjectMerge project -> projects.put(project.id(), into);
                }
            }
        }
        return new Merges(organisations, projects);
    }

    /** The canonical id of an organisation. */
    public String organisation(String id) {
        return canonical(id, organisations::get);
    }

    /** The canonical id of a project. */
    public String project(String id) {
        return canonical(id, projects::get);
    }

    /** The canonical subject: with the canonical organisation or project; phase and line stay, as does a zone. */
    public Subject subject(Subject stated) {
        if (stated.organisation() != null) {
            return Subject.organisation(organisation(stated.organisation()));
        }
        if (stated.project() != null) {
            return new Subject(null, null, project(stated.project()), stated.phase(), stated.line());
        }
        return stated;
    }

    /**
     * Whether a claim's subject is registered: the canonical project must be, and either the stated project or the
     * canonical one must have the phase and line that the subject names.
     *
     * @param subject as stated; of a project
     * @param stated the record of the project that the subject states, null if it is not registered
     * @param canonical the record of its canonical project, null if it is not registered
     */
    public static boolean isRegistered(Subject subject, @Nullable Project stated, @Nullable Project canonical) {
        if (canonical == null) {
            return false;
        }
        Subject moved = new Subject(null, null, canonical.id(), subject.phase(), subject.line());
        return canonical.contains(moved) || (stated != null && stated.contains(subject));
    }

    /**
     * Where an id leads: from record to record to the end. Merges that go round in a circle do not count: an id on the
     * circle is its own canonical id, and one that leads into the circle ends at the first id on it.
     *
     * @param into answers where the merge in force of an id leads, null if nowhere
     */
    public static String canonical(String id, Function<String, @Nullable String> into) {
        String here = id;
        String next = into.apply(here);
        if (next == null) {
            return id;
        }
        Set<String> passed = new HashSet<>();
        // The first id that comes up again is the one by which the circle was entered.
        while (next != null && passed.add(here)) {
            here = next;
            next = into.apply(here);
        }
        return here;
    }
}
