package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.Version;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes claims and the marks on them. What it reads and writes for one depends on what lies next to it in its cell, not on how
 * many claims there are, nor on how often they were corrected.
 */
final class ClaimFold {

    /** A claim where it counts. */
    private record Filed(Cell cell, Entry entry) {

        private boolean isNextTo(Filed other) {
            return cell.equals(other.cell)
                    && entry.place().equals(other.entry.place())
                    && entry.from().equals(other.entry.from())
                    && (!cell.measure().isFlow() || entry.slot().equals(other.entry.slot()));
        }
    }

    private final KeyValueStore<String, KeptClaim> claims;
    private final KeyValueStore<String, Entry> series;
    private final KeyValueStore<String, CellPlaces> places;
    private final Registrations registrations;
    private final Cells cells;
    private final Books books;

    ClaimFold(
            KeyValueStore<String, KeptClaim> claims,
            KeyValueStore<String, Entry> series,
            KeyValueStore<String, CellPlaces> places,
            Registrations registrations,
            Cells cells,
            Books books) {
        this.claims = claims;
        this.series = series;
        this.places = places;
        this.registrations = registrations;
        this.cells = cells;
        this.books = books;
    }

    /**
     * Takes an event.
     *
     * @param data its JSON
     */
    void take(CapacityEvent event, Version version, byte[] data, Effects effects) {
        String key = Keys.of(event.zone(), event.id());
        KeptClaim known = claims.get(key);
        KeptClaim came = KeptClaim.of(event.type(), version, data);
        KeptClaim merged = known == null ? came : known.merge(came);
        if (merged == known) {
            return;
        }
        claims.put(key, merged);
        ClaimState state = ClaimState.of(event, version);
        ClaimState before = known == null ? null : known.state();
        Filed from = before == null ? null : filed(before);
        Filed to = filed(before == null ? state : before.merge(state));
        if (from != null && to != null && from.isNextTo(to)) {
            if (!from.equals(to)) {
                move(to.cell, from.entry, to.entry, effects);
            }
            return;
        }
        if (from != null) {
            move(from.cell, from.entry, null, effects);
        }
        if (to != null) {
            move(to.cell, null, to.entry, effects);
        }
    }

    static Change.Cause cause(CapacityEvent event) {
        return switch (event) {
            case Claim claim -> claim.revision() == 1 ? Change.Cause.REPORTED : Change.Cause.CORRECTED;
            case Reranking mark -> Change.Cause.RERANKED;
            case Supersession mark -> Change.Cause.SUPERSEDED;
            case Retraction mark -> Change.Cause.RETRACTED;
        };
    }

    /** Null while nothing but marks has come. Counts of things are kept, but there is no total of them. */
    private @Nullable Filed filed(ClaimState state) {
        Claim claim = state.claim();
        if (claim == null || claim.measure().family() == Measure.Family.COUNT) {
            return null;
        }
        Cell stated = Cell.of(claim);
        Cell cell = stated.of(registrations.canonical(stated.zone(), stated.owner()));
        return new Filed(cell, Entry.of(state, cell.owner()));
    }

    private void move(Cell cell, @Nullable Entry before, @Nullable Entry after, Effects effects) {
        CellPlaces known = cells.places(cell);
        String keyBefore = before == null ? null : Keys.claim(cell, before);
        String keyAfter = after == null ? null : Keys.claim(cell, after);
        if (keyBefore != null && !keyBefore.equals(keyAfter)) {
            // To delete a row would read it first.
            series.put(keyBefore, null);
        }
        if (keyAfter != null) {
            series.put(keyAfter, after);
        }
        books.replace(registrations.setting(cell), known, before, after, effects);
        keep(cell, known, known.with(before, after, prefix -> cells.hasAny(cell, prefix)));
    }

    private void keep(Cell cell, CellPlaces known, CellPlaces changed) {
        if (!changed.equals(known)) {
            places.put(Keys.cell(cell), changed.isEmpty() ? null : changed);
        }
    }
}
