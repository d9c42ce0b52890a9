package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The last changes of each product's totals: the newest one, and before it a ring of rows that are written over. */
final class ChangeRing {

    private static final int ROWS = Change.KEPT - 1;
    private static final String NEWEST = "newest";
    private static final Comparator<Change> NEWEST_FIRST =
            Comparator.comparingLong(Change::offset).reversed();

    /**
     * A change and its place.
     *
     * @param row of the ring in which it is, or will be when a newer one comes
     */
    record Placed(int row, Change change) {}

    private final KeyValueStore<String, Placed> changes;

    ChangeRing(KeyValueStore<String, Placed> changes) {
        this.changes = changes;
    }

    void add(String zone, Effects.Account account, Change change) {
        String prefix = Keys.changes(zone, account.scope(), account.measure(), account.basis(), account.product());
        Placed last = changes.get(prefix + NEWEST);
        if (last != null) {
            changes.put(prefix + last.row, last);
        }
        changes.put(prefix + NEWEST, new Placed(last == null ? 0 : (last.row + 1) % ROWS, change));
    }

    /** The changes of a product's totals, the newest first. */
    static List<Change> of(
            ReadOnlyKeyValueStore<String, Placed> changes,
            String zone,
            Scope scope,
            Measure measure,
            Basis basis,
            String product) {
        List<Change> found = new ArrayList<>();
        Scan.each(
                changes,
                Keys.changes(zone, scope, measure, basis, product),
                (key, placed) -> found.add(placed.change()));
        found.sort(NEWEST_FIRST);
        return found;
    }
}
