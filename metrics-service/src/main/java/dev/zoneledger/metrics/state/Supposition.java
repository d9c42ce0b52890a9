package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Outlook;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Registration;
import dev.zoneledger.metrics.ledger.Statements;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The capacities of a zone on any of its timelines, as the stores have them or as they would be if some claims or projects
 * more had come. Nothing is written. It evaluates the cells that differ from the stored totals, as the processor does when they
 * come, and reads all else from the totals: the cost is that of what is planned or supposed.
 */
public final class Supposition {

    /** A cell that adds something else to the totals than it does in the stores. */
    private record Changed(Cell cell, Evaluation before, Evaluation after) {}

    private static final Function<Owner, Statements> NOTHING = owner -> new Statements();

    private final LedgerStores stores;
    private final Registrations registrations;
    private final Cells cells;
    private final String zone;
    private final Map<String, ClaimState> claims = new HashMap<>();
    private final Map<Cell, Map<String, Entry>> supposed = new LinkedHashMap<>();
    private final Map<Owner, Registration> projects = new LinkedHashMap<>();
    private final Map<Timeline, Map<String, Map<Owner, Changed>>> changes = new HashMap<>();

    /** With nothing supposed yet: what the stores say. */
    public Supposition(LedgerStores stores, String zone) {
        this.stores = stores;
        registrations = stores.registrations();
        cells = stores.cells();
        this.zone = zone;
    }

    /** As if this claim on a capacity, mark on one, or project had come to the log. */
    public void suppose(EventCodec.Decoded decoded) {
        changes.clear();
        switch (decoded.event()) {
            case CapacityEvent event -> suppose(event, decoded.version());
            case Project project -> suppose(project, decoded.version());
            case ZoneEvent other -> throw new IllegalArgumentException("cannot be supposed: " + other.type());
        }
        ;
    }

    private void suppose(CapacityEvent event, Version version) {
        ClaimState known = claim(event.id()).orElse(null);
        ClaimState state = ClaimState.of(event, version);
        ClaimState merged = known == null ? state : known.merge(state);
        claims.put(event.id(), merged);
        Claim before = known == null ? null : known.claim();
        if (before != null && before.measure() == Measure.CAPACITY) {
            entriesToChange(cellOf(before)).remove(before.id());
        }
        Claim claim = merged.claim();
        if (claim != null && claim.measure() == Measure.CAPACITY) {
            Cell cell = cellOf(claim);
            entriesToChange(cell).put(claim.id(), Entry.of(merged, cell.owner()));
        }
    }

    private void suppose(Project project, Version version) {
        Owner owner = Owner.project(project.id());
        Registration known = registrations.with(projects).registration(zone, owner);
        if (known == null || known.version().compareTo(version) < 0) {
            projects.put(owner, Registration.of(project, version));
        }
    }

    /** What is known or supposed of a claim. */
    public Optional<ClaimState> claim(String id) {
        return Optional.ofNullable(claims.get(id)).or(() -> stores.claim(zone, id));
    }

    /** The greatest revision known or supposed of a claim; 0 if there is none. */
    public int revisionOfClaim(String id) {
        return claim(id)
                .map(state -> Math.max(revision(state.claimVersion()), revision(state.markVersion())))
                .orElse(0);
    }

    /** The revision known or supposed of a project; 0 if there is none. */
    public int revisionOfProject(String id) {
        Registration known = registrations.with(projects).registration(zone, Owner.project(id));
        return known == null ? 0 : known.version().revision();
    }

    private static int revision(@Nullable Version version) {
        return version == null ? 0 : version.revision();
    }

    /** Where a claim counts. */
    public Cell cellOf(Claim claim) {
        Cell stated = Cell.of(claim);
        return stated.of(registrations.canonical(zone, stated.owner()));
    }

    /** The products of the claims that were supposed, of what stood in their place, and of the projects that were. */
    public Set<String> supposedProducts() {
        Set<String> products = new LinkedHashSet<>();
        supposed.keySet().forEach(cell -> products.add(cell.product()));
        for (Owner project : canonicalProjects()) {
            cells.of(zone, project).stream()
                    .filter(cell -> cell.measure() == Measure.CAPACITY)
                    .forEach(cell -> products.add(cell.product()));
        }
        return products;
    }

    /** Those in whose cells the claims on supposed projects are; one that is merged away still says which places they name. */
    private Set<Owner> canonicalProjects() {
        Set<Owner> canonical = new LinkedHashSet<>();
        projects.keySet().forEach(project -> canonical.add(registrations.canonical(zone, project)));
        return canonical;
    }

    /** All products of which there is a total as of a date. */
    public Set<String> products(Timeline timeline, LocalDate asOf) {
        Set<String> products = new LinkedHashSet<>(supposedProducts());
        for (Basis basis :
                timeline == Timeline.OUTLOOK ? List.of(Basis.ACTUAL, Basis.PLANNED) : List.of(timeline.basis())) {
            stores.totals(zone, Scope.REGISTERED, Measure.CAPACITY, basis, asOf)
                    .forEach(row -> products.add(row.series().product()));
        }
        return products;
    }

    /** Every total of a product as of a date, its descendants not included. */
    public Collection<TotalRow> totals(Timeline timeline, String product, LocalDate asOf) {
        Map<TotalRow.Series, TotalRow> rows = new LinkedHashMap<>();
        stores.totals(zone, Scope.REGISTERED, Measure.CAPACITY, timeline.basis(), product, asOf)
                .forEach(row -> rows.put(row.series(), row));
        amounts(timeline, product).forEach((line, change) -> {
            TotalRow.Series series = series(timeline, product, line);
            rows.merge(series, TotalRow.of(series, change, !line.moment().day().isAfter(asOf)), TotalRow::plus);
        });
        rows.values().removeIf(TotalRow::isEmpty);
        return rows.values();
    }

    /** The changes of every total of a product on the days of a time, its descendants not included. */
    public NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps(
            Timeline timeline, String product, LocalDate fromExclusive, LocalDate toInclusive) {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps = new TreeMap<>();
        stores.steps(zone, Scope.REGISTERED, Measure.CAPACITY, timeline.basis(), product, fromExclusive, toInclusive)
                .forEach((day, step) -> steps.put(day, new LinkedHashMap<>(step)));
        amounts(timeline, product).forEach((line, change) -> {
            LocalDate day = line.moment().day();
            if (day.isAfter(fromExclusive) && !day.isAfter(toInclusive)) {
                steps.computeIfAbsent(day, each -> new LinkedHashMap<>())
                        .merge(series(timeline, product, line), change, Total::plus);
            }
        });
        steps.values().forEach(step -> step.values().removeIf(Total::isZero));
        steps.values().removeIf(Map::isEmpty);
        return steps;
    }

    /** What single claims put into the totals of a product and take out again, its descendants not included. */
    public List<Posting> postings(Timeline timeline, String product, LocalDate fromInclusive, LocalDate toInclusive) {
        Map<Owner, Changed> changed = changes(timeline, product);
        List<Posting> postings = new ArrayList<>();
        stores
                .postingsOfCapacity(zone, Scope.REGISTERED, timeline.basis(), product, fromInclusive, toInclusive)
                .stream()
                .filter(posting -> !changed.containsKey(posting.owner()))
                .forEach(postings::add);
        changed.values()
                .forEach(change -> Posting.of(change.cell, change.after).stream()
                        .filter(posting -> !posting.day().isBefore(fromInclusive)
                                && !posting.day().isAfter(toInclusive))
                        .forEach(postings::add));
        return postings;
    }

    /**
     * The postings of a timeline that those of the stored totals have not, and those the other way round, negated: what
     * plans, or what is supposed, make of it.
     */
    public List<Posting> differences(Timeline timeline, String product) {
        List<Posting> differences = new ArrayList<>();
        changes(timeline, product).values().forEach(change -> {
            List<Posting> before = Posting.of(change.cell, change.before);
            List<Posting> after = Posting.of(change.cell, change.after);
            after.stream().filter(posting -> !before.contains(posting)).forEach(differences::add);
            before.stream()
                    .filter(posting -> !after.contains(posting))
                    .map(Posting::negated)
                    .forEach(differences::add);
        });
        return differences;
    }

    /** What counts of the claims of one owner. */
    public Evaluation evaluation(Timeline timeline, String product, Owner owner) {
        Changed change = changes(timeline, product).get(owner);
        return change == null ? stored(cell(timeline.basis(), product, owner)) : change.after;
    }

    /** Whose claims on a product there are, the zone's own left out. */
    public Set<Owner> owners(Timeline timeline, String product) {
        Set<Owner> owners = new LinkedHashSet<>();
        cellsOf(timeline.basis(), product).forEach(cell -> owners.add(cell.owner()));
        if (timeline == Timeline.OUTLOOK) {
            cellsOf(Basis.PLANNED, product).forEach(cell -> owners.add(cell.owner()));
        }
        return owners;
    }

    private Map<Line, Total> amounts(Timeline timeline, String product) {
        Map<Line, Total> amounts = new LinkedHashMap<>();
        changes(timeline, product).values().forEach(change -> {
            change.after.steps().forEach(step -> amounts.merge(step.line(), step.change(), Total::plus));
            change.before
                    .steps()
                    .forEach(step -> amounts.merge(step.line(), step.change().negated(), Total::plus));
        });
        return amounts;
    }

    private static TotalRow.Series series(Timeline timeline, String product, Line line) {
        return new TotalRow.Series(
                Measure.CAPACITY, timeline.basis(), product, line.moment().slot(), line.unit());
    }

    private Map<Owner, Changed> changes(Timeline timeline, String product) {
        return changes.computeIfAbsent(timeline, each -> new HashMap<>())
                .computeIfAbsent(product, each -> changed(timeline, product));
    }

    private Map<Owner, Changed> changed(Timeline timeline, String product) {
        Map<Owner, Changed> changed = new LinkedHashMap<>();
        Set<Owner> touched = touched(timeline, product);
        // Projects first: what they state decides over the claims of their organisations.
        Map<Owner, Statements> below = new LinkedHashMap<>();
        for (Owner owner : touched) {
            if (owner.kind() == Owner.Kind.PROJECT) {
                Cell cell = cell(timeline.basis(), product, owner);
                Changed change = change(timeline, cell, new Statements());
                changed.put(owner, change);
                Owner before = registrations.setting(cell).organisation();
                if (before != null) {
                    change.before.statements().values().forEach(below.computeIfAbsent(before, NOTHING)::subtract);
                }
                Owner after = registrations.with(projects).setting(cell).organisation();
                if (after != null) {
                    change.after.statements().values().forEach(below.computeIfAbsent(after, NOTHING)::add);
                }
            }
        }
        Set<Owner> organisations = new LinkedHashSet<>(below.keySet());
        touched.stream()
                .filter(owner -> owner.kind() == Owner.Kind.ORGANISATION)
                .forEach(organisations::add);
        for (Owner organisation : organisations) {
            Statements besides = below.getOrDefault(organisation, new Statements());
            changed.put(organisation, change(timeline, cell(timeline.basis(), product, organisation), besides));
        }
        return changed;
    }

    /** Whose cells may differ from the stored ones. */
    private Set<Owner> touched(Timeline timeline, String product) {
        Set<Owner> touched = canonicalProjects();
        supposed.keySet().stream()
                .filter(cell ->
                        cell.basis() == timeline.basis() && cell.product().equals(product))
                .forEach(cell -> touched.add(cell.owner()));
        if (timeline == Timeline.OUTLOOK) {
            cellsOf(Basis.PLANNED, product).forEach(cell -> touched.add(cell.owner()));
        }
        return touched;
    }

    private Set<Cell> cellsOf(Basis basis, String product) {
        Set<Cell> found = new HashSet<>(
                stores.entries(zone, Measure.CAPACITY, basis, product).keySet());
        supposed.keySet().stream()
                .filter(cell -> cell.basis() == basis && cell.product().equals(product))
                .forEach(found::add);
        found.removeIf(cell -> Scope.of(cell.owner()) != Scope.REGISTERED);
        return found;
    }

    private Changed change(Timeline timeline, Cell cell, Statements besides) {
        Registrations.Setting setting = registrations.with(projects).setting(cell);
        Collection<Entry> entries = entries(cell);
        Evaluation after = switch (timeline) {
            case ACTUAL, PLANNED -> cells.whole(setting, entries, besides);
            case OUTLOOK -> {
                Collection<Entry> planned = entries(cell(Basis.PLANNED, cell.product(), cell.owner()));
                List<Entry> both = new ArrayList<>(entries);
                both.addAll(planned);
                var bar = Outlook.bar(entries, planned, setting.bar());
                yield cells.whole(new Registrations.Setting(cell, setting.organisation(), bar), both, besides);
            }
        };
        return new Changed(cell, stored(cell), after);
    }

    private Evaluation stored(Cell cell) {
        return cells.whole(registrations.setting(cell), cells.entries(cell));
    }

    private Collection<Entry> entries(Cell cell) {
        Map<String, Entry> entries = supposed.get(cell);
        return entries == null ? cells.entries(cell) : entries.values();
    }

    private Map<String, Entry> entriesToChange(Cell cell) {
        return supposed.computeIfAbsent(cell, each -> {
            Map<String, Entry> entries = new LinkedHashMap<>();
            cells.entries(each).forEach(entry -> entries.put(entry.claim(), entry));
            return entries;
        });
    }

    private Cell cell(Basis basis, String product, Owner owner) {
        return new Cell(zone, Measure.CAPACITY, basis, product, owner);
    }
}
