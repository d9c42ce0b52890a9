package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is registered and merged. The cells that it concerns are taken out of the totals whole, and put in again when
 * it is known.
 */
final class RegistrationFold {

    /** A claim that counts for another owner from now on. */
    private record Refiled(Cell from, Entry entry, Cell to) {}

    private final KeyValueStore<String, Registration> subjects;
    private final KeyValueStore<String, Merged> merges;
    private final KeyValueStore<String, Entry> series;
    private final KeyValueStore<String, CellPlaces> places;
    private final Registrations registrations;
    private final Cells cells;
    private final Books books;

    RegistrationFold(
            KeyValueStore<String, Registration> subjects,
            KeyValueStore<String, Merged> merges,
            KeyValueStore<String, Entry> series,
            KeyValueStore<String, CellPlaces> places,
            Registrations registrations,
            Cells cells,
            Books books) {
        this.subjects = subjects;
        this.merges = merges;
        this.series = series;
        this.places = places;
        this.registrations = registrations;
        this.cells = cells;
        this.books = books;
    }

    void take(Zone zone, Version version) {
        Owner owner = new Owner(Owner.Kind.ZONE, zone.id());
        if (isNew(registrations.registration(zone.id(), owner), version)) {
            subjects.put(Keys.subject(zone.id(), owner), new Registration(version, null, false, Set.of("")));
        }
    }

    void take(Project event, Version version, Effects effects) {
        String zone = event.zone();
        Owner project = Owner.project(event.id());
        Registration registration = Registration.of(event, version);
        Registration known = registrations.registration(zone, project);
        if (!isNew(known, version)) {
            return;
        }
        if (known != null && known.saysTheSameAs(registration)) {
            subjects.put(Keys.subject(zone, project), registration);
            return;
        }
        // One that is merged away still says which places its claims may name.
        List<Cell> concerned = cellsOf(zone, List.of(registrations.canonical(zone, project)));
        books.withdraw(concerned, effects);
        subjects.put(Keys.subject(zone, project), registration);
        if (known != null && known.organisation() != null) {
            subjects.delete(Keys.member(zone, known.organisation(), project.id()));
        }
        if (registration.organisation() != null) {
            subjects.put(Keys.member(zone, registration.organisation(), project.id()), registration);
        }
        books.enter(concerned, effects);
    }

    void take(Organisation event, Version version, Effects effects) {
        String zone = event.zone();
        Owner organisation = Owner.organisation(event.id());
        Registration registration = Registration.of(event, version);
        Registration known = registrations.registration(zone, organisation);
        if (!isNew(known, version)) {
            return;
        }
        if (known != null && known.saysTheSameAs(registration)) {
            subjects.put(Keys.subject(zone, organisation), registration);
            return;
        }
        boolean wasOutside = known != null && known.outsideZone();
        List<Cell> lowerFirst = new ArrayList<>();
        if (wasOutside != registration.outsideZone()) {
            // Seldom: an organisation turns out to be no part of the zone after all, and neither are its projects.
            lowerFirst.addAll(cellsOf(zone, registrations.projectsOf(zone, organisation)));
        }
        lowerFirst.addAll(cellsOf(zone, List.of(organisation)));
        books.withdraw(lowerFirst, effects);
        subjects.put(Keys.subject(zone, organisation), registration);
        books.enter(lowerFirst, effects);
    }

    void take(Merge merge, Version version, Effects effects) {
        String zone = merge.zone();
        Owner record = record(merge);
        Merged known = registrations.merged(zone, record);
        if (known != null && known.version().compareTo(version) >= 0) {
            return;
        }
        // What leads to the record does so before and after; only where it leads on changes.
        Set<Owner> leading = registrations.leadingTo(zone, record);
        Set<Owner> filedUnder = leading.stream()
                .map(each -> registrations.canonical(zone, each))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Cell> ofProjects = record.kind() == Owner.Kind.ORGANISATION
                ? cellsOf(zone, registrations.projectsNaming(zone, leading))
                : List.of();
        books.withdraw(ofProjects, effects);
        put(zone, record, known, new Merged(version, merge.into()));
        // Whose project it is has changed, but not what the records themselves have filed under them.
        List<Refiled> refiled = refiled(zone, filedUnder);
        Set<Cell> concerned = new LinkedHashSet<>();
        refiled.forEach(each -> concerned.addAll(List.of(each.from, each.to)));
        books.withdraw(List.copyOf(concerned), effects);
        refiled.forEach(this::refile);
        books.enter(List.copyOf(concerned), effects);
        books.enter(ofProjects, effects);
    }

    private static Owner record(Merge merge) {
        return switch (merge) {
            case OrganisationMerge organisation -> Owner.organisation(organisation.id());
            case ProjectMerge project -> Owner.project(project.id());
        };
    }

    private void put(String zone, Owner record, @Nullable Merged known, Merged merged) {
        if (known != null && known.into() != null) {
            merges.delete(Keys.mergedInto(zone, new Owner(record.kind(), known.into())) + record.id());
        }
        merges.put(Keys.merge(zone, record), merged);
        if (merged.into() != null) {
            merges.put(Keys.mergedInto(zone, new Owner(record.kind(), merged.into())) + record.id(), merged);
        }
    }

    /** What is filed under these owners and counts for others by now. */
    private List<Refiled> refiled(String zone, Collection<Owner> owners) {
        List<Refiled> refiled = new ArrayList<>();
        for (Cell from : cellsOf(zone, owners)) {
            for (Entry entry : cells.entries(from)) {
                Cell to = from.of(registrations.canonical(zone, entry.statedOwner(from.owner())));
                if (!to.equals(from)) {
                    refiled.add(new Refiled(from, entry, to));
                }
            }
        }
        return refiled;
    }

    private void refile(Refiled claim) {
        Entry moved = claim.entry.moved(claim.from.owner(), claim.to.owner());
        series.delete(Keys.claim(claim.from, claim.entry));
        series.put(Keys.claim(claim.to, moved), moved);
        keep(claim.from, claim.entry, null);
        keep(claim.to, null, moved);
    }

    private void keep(Cell cell, @Nullable Entry before, @Nullable Entry after) {
        CellPlaces changed = cells.places(cell).with(before, after, prefix -> cells.hasAny(cell, prefix));
        places.put(Keys.cell(cell), changed.isEmpty() ? null : changed);
    }

    private List<Cell> cellsOf(String zone, Collection<Owner> owners) {
        return owners.stream().flatMap(owner -> cells.of(zone, owner).stream()).toList();
    }

    private static boolean isNew(@Nullable Registration known, Version version) {
        return known == null || known.version().compareTo(version) < 0;
    }
}
