package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Merges;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Registration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Which organisations and projects are registered, which are one, and what follows for the claims on them. */
final class Registrations {

    private final ReadOnlyKeyValueStore<String, Registration> subjects;
    private final ReadOnlyKeyValueStore<String, Merged> merges;
    private final Map<Owner, Registration> supposed;

    Registrations(ReadOnlyKeyValueStore<String, Registration> subjects, ReadOnlyKeyValueStore<String, Merged> merges) {
        this(subjects, merges, Map.of());
    }

    private Registrations(
            ReadOnlyKeyValueStore<String, Registration> subjects,
            ReadOnlyKeyValueStore<String, Merged> merges,
            Map<Owner, Registration> supposed) {
        this.subjects = subjects;
        this.merges = merges;
        this.supposed = supposed;
    }

    /**
     * The same as if these projects of the one zone that is asked about were registered so. Which projects an organisation
     * has is still told by the stores.
     */
    Registrations with(Map<Owner, Registration> projects) {
        return new Registrations(subjects, merges, projects);
    }

    /**
     * What a cell's owner makes of the claims in it.
     *
     * @param organisation in whose totals they count: the owner itself, or that of the project, by canonical ids; null for a
     *     zone and for a project without one
     * @param bar why a claim does not count on account of its subject, null if its subject is well
     */
    record Setting(Cell cell, @Nullable Owner organisation, Function<Entry, @Nullable Reason> bar) {

        /** Whether the claim can be in a total at all. */
        boolean isLive(@Nullable Entry entry) {
            return entry != null && entry.barred() == null && bar.apply(entry) == null;
        }
    }

    @Nullable
    Registration registration(String zone, Owner owner) {
        Registration first = supposed.get(owner);
        return first == null ? subjects.get(Keys.subject(zone, owner)) : first;
    }

    @Nullable
    Merged merged(String zone, Owner record) {
        return merges.get(Keys.merge(zone, record));
    }

    /** Every zone that anything is here of. */
    SortedSet<String> zones() {
        SortedSet<String> zones = Scan.zones(subjects);
        zones.addAll(Scan.zones(merges));
        return zones;
    }

    /** Whether anything of that zone is here. */
    boolean knows(String zone) {
        return Scan.hasAny(subjects, Keys.prefix(zone)) || Scan.hasAny(merges, Keys.prefix(zone));
    }

    /** Whom a claim counts for that states this owner: the one at the end of the merges. */
    Owner canonical(String zone, Owner stated) {
        if (stated.kind() == Owner.Kind.ZONE) {
            return stated;
        }
        String id = Merges.canonical(stated.id(), each -> {
            Merged merged = merged(zone, new Owner(stated.kind(), each));
            return merged == null ? null : merged.into();
        });
        return new Owner(stated.kind(), id);
    }

    /** The ids of all organisations that are registered in a zone, merged ones too. */
    List<String> organisations(String zone) {
        List<String> ids = new ArrayList<>();
        String prefix = Keys.subject(zone, Owner.organisation(""));
        Scan.each(subjects, prefix, (key, value) -> ids.add(key.substring(prefix.length())));
        return ids;
    }

    /** The record and all others whose merges lead to it, over however many between. */
    Set<Owner> leadingTo(String zone, Owner record) {
        Set<Owner> found = new LinkedHashSet<>();
        Deque<Owner> sought = new ArrayDeque<>(List.of(record));
        while (!sought.isEmpty()) {
            Owner next = sought.pop();
            if (found.add(next)) {
                String prefix = Keys.mergedInto(zone, next);
                Scan.each(
                        merges,
                        prefix,
                        (key, merged) -> sought.push(new Owner(next.kind(), key.substring(prefix.length()))));
            }
        }
        return found;
    }

    /** The projects whose record names one of these organisations. */
    List<Owner> projectsNaming(String zone, Collection<Owner> organisations) {
        List<Owner> projects = new ArrayList<>();
        for (Owner organisation : organisations) {
            String prefix = Keys.members(zone, organisation.id());
            Scan.each(subjects, prefix, (key, value) -> projects.add(Owner.project(key.substring(prefix.length()))));
        }
        return projects;
    }

    /** The projects of an organisation, also those whose record names one that is merged into it. */
    List<Owner> projectsOf(String zone, Owner organisation) {
        return projectsNaming(
                zone,
                leadingTo(zone, organisation).stream()
                        .filter(each -> canonical(zone, each).equals(organisation))
                        .toList());
    }

    /** Whose project it is: the canonical organisation of the one that its record names; null if it names none. */
    @Nullable
    Owner organisationOf(String zone, @Nullable Registration project) {
        return project == null || project.organisation() == null
                ? null
                : canonical(zone, Owner.organisation(project.organisation()));
    }

    Setting setting(Cell cell) {
        return switch (cell.owner().kind()) {
            case ZONE -> new Setting(cell, null, entry -> null);
            case ORGANISATION -> {
                Reason reason = barOfOrganisation(registration(cell.zone(), cell.owner()));
                yield new Setting(cell, cell.owner(), entry -> reason);
            }
            case PROJECT -> ofProject(cell);
        };
    }

    private Setting ofProject(Cell cell) {
        Registration project = registration(cell.zone(), cell.owner());
        Owner organisation = organisationOf(cell.zone(), project);
        boolean outside = organisation != null && isOutside(registration(cell.zone(), organisation));
        Map<String, Set<String>> placesOfStated = new HashMap<>();
        return new Setting(cell, organisation, entry -> {
            if (project == null || !isIn(cell, project, entry, placesOfStated)) {
                return Reason.UNRESOLVED;
            }
            return outside ? Reason.OUTSIDE_ZONE : null;
        });
    }

    /** Whether the project has the place, or the one that the claim states and that is merged into it. */
    private boolean isIn(Cell cell, Registration project, Entry entry, Map<String, Set<String>> placesOfStated) {
        if (project.places().contains(entry.place())) {
            return true;
        }
        return entry.stated() != null
                && placesOfStated
                        .computeIfAbsent(entry.stated(), id -> {
                            Registration stated = registration(cell.zone(), Owner.project(id));
                            return stated == null ? Set.of() : stated.places();
                        })
                        .contains(entry.place());
    }

    private static @Nullable Reason barOfOrganisation(@Nullable Registration organisation) {
        if (organisation == null) {
            return Reason.UNRESOLVED;
        }
        return isOutside(organisation) ? Reason.OUTSIDE_ZONE : null;
    }

    private static boolean isOutside(@Nullable Registration organisation) {
        return organisation != null && organisation.outsideZone();
    }
}
