package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Total;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** Writes what a record changes into the totals and what is kept beside them. */
final class TotalsWriter {

    private final KeyValueStore<String, Total> totals;
    private final KeyValueStore<String, Total> organisations;
    private final KeyValueStore<String, Posted> postings;
    private final ChangeRing changes;
    private final Announcements announcements;

    TotalsWriter(
            KeyValueStore<String, Total> totals,
            KeyValueStore<String, Total> organisations,
            KeyValueStore<String, Posted> postings,
            KeyValueStore<String, ChangeRing.Placed> changes,
            Announcements announcements) {
        this.totals = totals;
        this.organisations = organisations;
        this.postings = postings;
        this.changes = new ChangeRing(changes);
        this.announcements = announcements;
    }

    /**
     * Writes the effects of one record: the one place where it is known which totals it changes.
     *
     * @param change of which record; its deltas are filled in here
     */
    void write(String zone, Effects effects, Change change) {
        effects.totals().forEach((account, deltas) -> {
            if (!deltas.isEmpty()) {
                writeTotals(zone, account, deltas);
                changes.add(zone, account, change.with(deltas));
            }
        });
        effects.shares()
                .forEach((share, deltas) -> deltas.forEach((line, delta) -> add(
                        organisations,
                        Keys.organisation(
                                zone,
                                share.account().series(line),
                                share.organisation(),
                                line.moment().day()),
                        delta)));
        effects.postings().forEach((key, posting) -> {
            if (!posting.changesNothing()) {
                postings.put(key, posting.after());
            }
        });
    }

    private void writeTotals(String zone, Effects.Account account, Map<Line, Total> deltas) {
        Map<String, Total> rows = new LinkedHashMap<>();
        deltas.forEach((line, delta) -> {
            TotalRow.Series series = account.series(line);
            announcements.changed(zone, account.scope(), series);
            for (Grain grain : Grain.of(line.moment().day())) {
                rows.merge(
                        grain.key(zone, account.scope(), series, line.moment().day()), delta, Total::plus);
            }
        });
        rows.forEach((key, delta) -> add(totals, key, delta));
    }

    private static void add(KeyValueStore<String, Total> store, String key, Total delta) {
        if (delta.isZero()) {
            return;
        }
        Total known = store.get(key);
        Total sum = known == null ? delta : known.plus(delta);
        store.put(key, sum.isZero() ? null : sum);
    }
}
