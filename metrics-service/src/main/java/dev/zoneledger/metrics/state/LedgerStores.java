package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Merges;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Registration;
import dev.zoneledger.metrics.ledger.Statements;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One partition's stores, as they are read: by the processor before it changes them, and by those who ask, so that a
 * total and its pedigree come out of the same evaluation of the same claims.
 */
public final class LedgerStores {

    private static final StringSerializer STRINGS = new StringSerializer();

    private final ReadOnlyKeyValueStore<String, ClaimState> claims;
    private final ReadOnlyKeyValueStore<String, Registration> subjects;
    private final ReadOnlyKeyValueStore<String, Merged> merges;
    private final ReadOnlyKeyValueStore<String, Entry> series;
    private final ReadOnlyKeyValueStore<String, String> cells;
    private final ReadOnlyKeyValueStore<String, Presence> below;
    private final ReadOnlyKeyValueStore<String, Total> totals;
    private final ReadOnlyKeyValueStore<Integer, Long> positions;

    /** Gives a store by its name; the caller knows its types. */
    @FunctionalInterface
    interface Source {
        <K, V> ReadOnlyKeyValueStore<K, V> store(String name);
    }

    LedgerStores(Source source) {
        claims = source.store(LedgerTopology.CLAIMS);
        subjects = source.store(LedgerTopology.SUBJECTS);
        merges = source.store(LedgerTopology.MERGES);
        series = source.store(LedgerTopology.SERIES);
        cells = source.store(LedgerTopology.CELLS);
        below = source.store(LedgerTopology.BELOW);
        totals = source.store(LedgerTopology.TOTALS);
        positions = source.store(LedgerTopology.POSITIONS);
    }

    /** The last offset of the partition that is reflected; empty before its first record. */
    Optional<Long> offset(int partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    /** Whether anything of that zone is on the log. */
    boolean knows(String zone) {
        return hasAny(subjects, Keys.prefix(zone))
                || hasAny(claims, Keys.prefix(zone))
                || hasAny(merges, Keys.prefix(zone));
    }

    public Optional<ClaimState> claim(String zone, String id) {
        return Optional.ofNullable(claims.get(Keys.of(zone, id)));
    }

    @Nullable
    Registration registration(String zone, Owner owner) {
        return subjects.get(Keys.subject(zone, owner));
    }

    @Nullable
    Merged merged(String zone, Owner record) {
        return merges.get(Keys.merge(zone, record));
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

    /** The record and all others whose merges lead to it, over however many between. */
    Set<Owner> leadingTo(String zone, Owner record) {
        Set<Owner> found = new LinkedHashSet<>();
        Deque<Owner> sought = new ArrayDeque<>(List.of(record));
        while (!sought.isEmpty()) {
            Owner next = sought.pop();
            if (found.add(next)) {
                String prefix = Keys.mergedInto(zone, next);
                scan(
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
            scan(subjects, prefix, (key, value) -> projects.add(Owner.project(key.substring(prefix.length()))));
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

    /** The cells of an owner that have claims in them. */
    List<Cell> cells(String zone, Owner owner) {
        List<Cell> found = new ArrayList<>();
        scan(cells, Keys.cells(zone, owner), (key, value) -> found.add(Keys.cell(key)));
        return found;
    }

    /** The claims of a cell by their ids. */
    Map<String, Entry> entries(Cell cell) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        scan(series, Keys.series(cell), (key, entry) -> entries.put(entry.claim(), entry));
        return entries;
    }

    /** The claims of all cells of a product. */
    public Map<Cell, List<Entry>> entries(String zone, Measure measure, Basis basis, String product) {
        return byCell(Keys.series(zone, measure, basis, product));
    }

    /** The claims of all cells. */
    public Map<Cell, List<Entry>> entries(String zone, Measure measure, Basis basis) {
        return byCell(Keys.series(zone, measure, basis));
    }

    /** What counts of these claims of a cell. */
    public Evaluation evaluate(Cell cell, Collection<Entry> entries) {
        Statements statements = switch (cell.owner().kind()) {
            case ORGANISATION -> below(cell);
            case ZONE, PROJECT -> new Statements();
        };
        return Evaluation.of(cell, entries, bar(cell), statements);
    }

    /** What the projects of an organisation state. */
    private Statements below(Cell cell) {
        Statements statements = new Statements();
        scan(below, Keys.below(cell), (key, presence) -> statements.add(Keys.momentBelow(key), presence));
        return statements;
    }

    /** Every total of a measure and basis as of a date. */
    public Collection<TotalRow> totals(String zone, Scope scope, Measure measure, Basis basis, LocalDate asOf) {
        return totals(Keys.totals(zone, scope, measure, basis), asOf);
    }

    /** Every total of a product as of a date, its descendants not included. */
    public Collection<TotalRow> totals(
            String zone, Scope scope, Measure measure, Basis basis, String product, LocalDate asOf) {
        return totals(Keys.totals(zone, scope, measure, basis, product), asOf);
    }

    private Collection<TotalRow> totals(String prefix, LocalDate asOf) {
        Map<TotalRow.Series, TotalRow> rows = new LinkedHashMap<>();
        scan(totals, prefix, (key, change) -> {
            TotalRow.Series row = Keys.totalSeries(key);
            TotalRow step = Keys.totalDay(key).isAfter(asOf)
                    ? new TotalRow(row, Total.ZERO, change.begunBy())
                    : new TotalRow(row, change.standing(), 0);
            rows.merge(row, step, TotalRow::plus);
        });
        rows.values().removeIf(TotalRow::isEmpty);
        return rows.values();
    }

    /** The changes of every total of a product on the days of a time, its descendants not included. */
    public NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps(
            String zone,
            Scope scope,
            Measure measure,
            Basis basis,
            String product,
            LocalDate fromExclusive,
            LocalDate toInclusive) {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps = new TreeMap<>();
        scan(totals, Keys.totals(zone, scope, measure, basis, product), (key, change) -> {
            LocalDate day = Keys.totalDay(key);
            if (day.isAfter(fromExclusive) && !day.isAfter(toInclusive)) {
                steps.computeIfAbsent(day, each -> new LinkedHashMap<>()).put(Keys.totalSeries(key), change);
            }
        });
        return steps;
    }

    /**
     * What single claims put into the totals of a product and take out again, its descendants not included.
     *
     * @param slot only of this status, or of periods whose text begins so; empty for all
     */
    public List<Posting> postings(
            String zone,
            Scope scope,
            Measure measure,
            Basis basis,
            String product,
            String slot,
            LocalDate fromInclusive,
            LocalDate toInclusive) {
        List<Posting> postings = new ArrayList<>();
        entries(zone, measure, basis, product).forEach((cell, entries) -> {
            if (Scope.of(cell.owner()) == scope) {
                for (Posting posting : postings(cell, entries)) {
                    if (posting.series().slot().startsWith(slot)
                            && !posting.day().isBefore(fromInclusive)
                            && !posting.day().isAfter(toInclusive)) {
                        postings.add(posting);
                    }
                }
            }
        });
        return postings;
    }

    private List<Posting> postings(Cell cell, Collection<Entry> entries) {
        List<Posting> postings = new ArrayList<>();
        for (Stretch stretch : evaluate(cell, entries).stretches()) {
            if (!stretch.counts()) {
                continue;
            }
            Entry entry = stretch.entry();
            var series = new TotalRow.Series(cell.measure(), cell.basis(), cell.product(), entry.slot(), entry.unit());
            postings.add(
                    new Posting(series, stretch.from(), entry.claim(), cell.owner(), entry.place(), entry.amount()));
            if (stretch.to() != null) {
                postings.add(new Posting(
                        series,
                        stretch.to(),
                        entry.claim(),
                        cell.owner(),
                        entry.place(),
                        entry.amount().negated()));
            }
        }
        return postings;
    }

    /**
     * The totals of a product as of a date, its descendants not included, for each organisation with its projects; under
     * empty text those of projects without an organisation.
     */
    public Map<String, Collection<TotalRow>> totalsByOrganisation(
            String zone, Measure measure, Basis basis, String product, LocalDate asOf) {
        Map<String, Map<TotalRow.Series, TotalRow>> found = new TreeMap<>();
        entries(zone, measure, basis, product).forEach((cell, entries) -> {
            Owner organisation = switch (cell.owner().kind()) {
                case ZONE -> null;
                case ORGANISATION -> cell.owner();
                case PROJECT -> organisationOf(zone, registration(zone, cell.owner()));
            };
            if (cell.owner().kind() == Owner.Kind.ZONE) {
                return;
            }
            for (Posting posting : postings(cell, entries)) {
                if (!posting.day().isAfter(asOf)) {
                    found.computeIfAbsent(organisation == null ? "" : organisation.id(), id -> new LinkedHashMap<>())
                            .merge(
                                    posting.series(),
                                    new TotalRow(posting.series(), posting.change(), 0),
                                    TotalRow::plus);
                }
            }
        });
        Map<String, Collection<TotalRow>> rows = new TreeMap<>();
        found.forEach((organisation, totalsOfIt) -> {
            totalsOfIt.values().removeIf(TotalRow::isEmpty);
            if (!totalsOfIt.isEmpty()) {
                rows.put(organisation, totalsOfIt.values());
            }
        });
        return rows;
    }

    /** Why a claim of the cell does not count on account of its subject. */
    private Function<Entry, @Nullable Reason> bar(Cell cell) {
        return switch (cell.owner().kind()) {
            case ZONE -> entry -> null;
            case ORGANISATION -> {
                Reason reason = barOfOrganisation(registration(cell.zone(), cell.owner()));
                yield entry -> reason;
            }
            case PROJECT -> {
                Registration project = registration(cell.zone(), cell.owner());
                Owner organisation = organisationOf(cell.zone(), project);
                boolean outside = organisation != null && isOutside(registration(cell.zone(), organisation));
                Map<String, Set<String>> placesOfStated = new HashMap<>();
                yield entry -> {
                    if (project == null || !isIn(cell, project, entry, placesOfStated)) {
                        return Reason.UNRESOLVED;
                    }
                    return outside ? Reason.OUTSIDE_ZONE : null;
                };
            }
        };
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

    private Map<Cell, List<Entry>> byCell(String prefix) {
        Map<Cell, List<Entry>> found = new LinkedHashMap<>();
        scan(
                series,
                prefix,
                (key, entry) -> found.computeIfAbsent(Keys.cellOfSeries(key), cell -> new ArrayList<>())
                        .add(entry));
        return found;
    }

    private static boolean hasAny(ReadOnlyKeyValueStore<String, ?> store, String prefix) {
        try (var range = store.prefixScan(prefix, STRINGS)) {
            return range.hasNext();
        }
    }

    private static <V> void scan(ReadOnlyKeyValueStore<String, V> store, String prefix, BiConsumer<String, V> each) {
        try (KeyValueIterator<String, V> range = store.prefixScan(prefix, STRINGS)) {
            while (range.hasNext()) {
                KeyValue<String, V> next = range.next();
                each.accept(next.key, next.value);
            }
        }
    }
}
