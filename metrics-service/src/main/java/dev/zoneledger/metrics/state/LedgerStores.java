package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * One partition's stores, as they are read: by the processor before it changes them, and by those who ask, so that a
 * total and its pedigree come out of the same evaluation of the same claims.
 */
public final class LedgerStores {

    private final ReadOnlyKeyValueStore<String, KeptClaim> claims;
    private final ReadOnlyKeyValueStore<String, Entry> series;
    private final Totals totals;
    private final Shares shares;
    private final ReadOnlyKeyValueStore<String, Posted> postings;
    private final ReadOnlyKeyValueStore<String, ChangeRing.Placed> changes;
    private final ReadOnlyKeyValueStore<Integer, Long> positions;
    private final Registrations registrations;
    private final Cells cells;

    /** Gives a store by its name; the caller knows its types. */
    @FunctionalInterface
    interface Source {
        <K, V> ReadOnlyKeyValueStore<K, V> store(String name);
    }

    LedgerStores(Source source) {
        claims = source.store(LedgerTopology.CLAIMS);
        series = source.store(LedgerTopology.SERIES);
        totals = new Totals(source.store(LedgerTopology.TOTALS));
        shares = new Shares(source.store(LedgerTopology.ORGANISATIONS));
        postings = source.store(LedgerTopology.POSTINGS);
        changes = source.store(LedgerTopology.CHANGES);
        positions = source.store(LedgerTopology.POSITIONS);
        registrations = new Registrations(source.store(LedgerTopology.SUBJECTS), source.store(LedgerTopology.MERGES));
        cells = new Cells(series, source.store(LedgerTopology.CELLS), source.store(LedgerTopology.BELOW));
    }

    /** The last offset of the partition that is reflected; empty before its first record. */
    Optional<Long> offset(int partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    /** Every zone that anything is on the log of. */
    public SortedSet<String> zones() {
        SortedSet<String> zones = registrations.zones();
        zones.addAll(Scan.zones(claims));
        return zones;
    }

    /** Whether anything of that zone is on the log. */
    public boolean knows(String zone) {
        // Of what is cached, opening a range costs as much as there is of it in the cache; claims are not.
        return Scan.hasAny(claims, Keys.prefix(zone)) || registrations.knows(zone);
    }

    Registrations registrations() {
        return registrations;
    }

    Cells cells() {
        return cells;
    }

    public Optional<ClaimState> claim(String zone, String id) {
        return Optional.ofNullable(claims.get(Keys.of(zone, id))).map(KeptClaim::state);
    }

    /** The claims of all cells of a product. */
    public Map<Cell, List<Entry>> entries(String zone, Measure measure, Basis basis, String product) {
        return byCell(Keys.series(zone, measure, basis, product));
    }

    /** The claims of all cells. */
    public Map<Cell, List<Entry>> entries(String zone, Measure measure, Basis basis) {
        return byCell(Keys.series(zone, measure, basis));
    }

    /** The claims of organisations as a whole, of all their cells of a product. */
    public Map<Cell, List<Entry>> entriesOfOrganisations(String zone, Measure measure, Basis basis, String product) {
        return byCell(Keys.seriesOfOrganisations(zone, measure, basis, product));
    }

    private Map<Cell, List<Entry>> byCell(String prefix) {
        Map<Cell, List<Entry>> found = new LinkedHashMap<>();
        Scan.each(
                series,
                prefix,
                (key, entry) -> found.computeIfAbsent(Keys.cellOfSeries(key), cell -> new ArrayList<>())
                        .add(entry));
        return found;
    }

    /** What counts of these claims, which are all of a cell. */
    public Evaluation evaluate(Cell cell, Collection<Entry> entries) {
        return cells.whole(registrations.setting(cell), entries);
    }

    /** Every total of a measure and basis as of a date. */
    public Collection<TotalRow> totals(String zone, Scope scope, Measure measure, Basis basis, LocalDate asOf) {
        return totals.asOf(Grain.totals(zone, scope, measure, basis), "", asOf);
    }

    /** Every total of a product as of a date, its descendants not included. */
    public Collection<TotalRow> totals(
            String zone, Scope scope, Measure measure, Basis basis, String product, LocalDate asOf) {
        return totals.asOf(Grain.totals(zone, scope, measure, basis), product + "|", asOf);
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
        return totals.steps(Grain.totals(zone, scope, measure, basis), product, fromExclusive, toInclusive);
    }

    /**
     * What single claims put into the totals of a product of a flow and take out again, its descendants not included.
     *
     * @param period only of periods whose text begins so; empty for all
     */
    public List<Posting> postingsOfFlow(
            String zone, Scope scope, Measure measure, Basis basis, String product, String period) {
        List<Posting> found = new ArrayList<>();
        String prefix = Keys.postingsOfFlow(zone, scope, measure, basis, product) + period;
        Scan.each(postings, prefix, (key, posted) -> found.add(posted.of(key)));
        return found;
    }

    /**
     * What single claims put into the capacities of a product and take out again, on the days of a time, its descendants
     * not included: no more is read than what is there on these days.
     */
    public List<Posting> postingsOfCapacity(
            String zone, Scope scope, Basis basis, String product, LocalDate fromInclusive, LocalDate toInclusive) {
        List<Posting> found = new ArrayList<>();
        String prefix = Keys.postings(zone, scope, Measure.CAPACITY, basis, product);
        String from = prefix + Keys.day(fromInclusive);
        String to = prefix + Keys.day(toInclusive) + "|" + Keys.LAST;
        try (KeyValueIterator<String, Posted> range = postings.range(from, to)) {
            range.forEachRemaining(next -> found.add(next.value.of(next.key)));
        }
        return found;
    }

    /**
     * The totals of a product as of a date, its descendants not included, for each organisation with its projects; under
     * empty text those of projects without an organisation.
     */
    public Map<String, Collection<TotalRow>> totalsByOrganisation(
            String zone, Measure measure, Basis basis, String product, LocalDate asOf) {
        return shares.ofProduct(zone, measure, basis, product, asOf);
    }

    /**
     * The totals of an organisation with its projects as of a date, of each product, its descendants not included.
     *
     * @param organisation canonical id; empty text for projects without one
     */
    public Collection<TotalRow> totalsOfOrganisation(
            String zone, Measure measure, Basis basis, String organisation, LocalDate asOf) {
        return shares.ofOrganisation(zone, measure, basis, organisation, asOf);
    }

    /** The last changes of the totals of a product, its descendants not included; the newest first. */
    public List<Change> changes(String zone, Scope scope, Measure measure, Basis basis, String product) {
        return ChangeRing.of(changes, zone, scope, measure, basis, product);
    }
}
