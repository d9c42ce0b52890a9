package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Moment;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Statements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The claims of cells, as they are read and evaluated: a whole cell, or next to one claim. */
final class Cells {

    // Most timelines are no longer, and are read whole at one go: to open a range costs more than to read one.
    private static final int SHORT = 4;

    private final ReadOnlyKeyValueStore<String, Entry> series;
    private final ReadOnlyKeyValueStore<String, CellPlaces> cells;
    private final ReadOnlyKeyValueStore<String, Presence> below;

    Cells(
            ReadOnlyKeyValueStore<String, Entry> series,
            ReadOnlyKeyValueStore<String, CellPlaces> cells,
            ReadOnlyKeyValueStore<String, Presence> below) {
        this.series = series;
        this.cells = cells;
        this.below = below;
    }

    /** The cells of an owner that have claims in them. */
    List<Cell> of(String zone, Owner owner) {
        List<Cell> found = new ArrayList<>();
        Scan.each(cells, Keys.cells(zone, owner), (key, value) -> found.add(Keys.cell(key)));
        return found;
    }

    CellPlaces places(Cell cell) {
        return Objects.requireNonNullElse(cells.get(Keys.cell(cell)), CellPlaces.NONE);
    }

    /** The claims of a cell. */
    List<Entry> entries(Cell cell) {
        List<Entry> entries = new ArrayList<>();
        Scan.each(series, Keys.series(cell), (key, entry) -> entries.add(entry));
        return entries;
    }

    /** Whether there are claims under a prefix of places, see {@link CellPlaces}. */
    boolean hasAny(Cell cell, String prefix) {
        return Scan.hasAny(series, Keys.series(cell) + (prefix.endsWith("/") ? prefix : prefix + "|"));
    }

    /** What counts of a whole cell, all of whose claims these are. */
    Evaluation whole(Registrations.Setting setting, Collection<Entry> entries) {
        return whole(setting, entries, new Statements());
    }

    /** The same, where projects of an organisation state this besides what is kept of them. */
    Evaluation whole(Registrations.Setting setting, Collection<Entry> entries, Statements besides) {
        Statements belowTheOwner = switch (setting.cell().owner().kind()) {
            case ORGANISATION -> below(setting.cell(), "");
            case ZONE, PROJECT -> new Statements();
        };
        belowTheOwner.add(besides);
        return Evaluation.of(setting.cell(), entries, setting.bar(), belowTheOwner);
    }

    /** What counts of a part of a cell, see {@link Evaluation}. */
    Evaluation part(Registrations.Setting setting, Collection<Entry> entries, Statements belowThem) {
        return Evaluation.of(setting.cell(), entries, setting.bar(), place -> belowThem);
    }

    /** The claims of the timelines of a place: those of one slot if the cell is one of flows. */
    List<Entry> entries(Cell cell, String place, String slot) {
        List<Entry> entries = new ArrayList<>();
        Scan.each(series, Keys.timeline(cell, place, slot), (key, entry) -> entries.add(entry));
        return entries;
    }

    /**
     * What is stated below a place: of all slots, or of that one if the cell is one of flows.
     *
     * @param places of the cell
     */
    Statements below(Cell cell, CellPlaces places, String place, String slot) {
        boolean isNothing = switch (cell.owner().kind()) {
            case ZONE -> true;
            case ORGANISATION -> false;
            case PROJECT -> !places.hasBelow(place);
        };
        if (isNothing) {
            return new Statements();
        }
        if (!cell.measure().isFlow()) {
            return below(cell, place);
        }
        Statements statements = new Statements();
        Moment moment = Moment.of(slot);
        Presence presence = below.get(Keys.below(cell, place, moment));
        if (presence != null) {
            statements.add(moment, presence);
        }
        return statements;
    }

    private Statements below(Cell cell, String place) {
        Statements statements = new Statements();
        Scan.each(below, Keys.below(cell, place), (key, presence) -> statements.add(Keys.momentBelow(key), presence));
        return statements;
    }

    /**
     * The claims on a claim's timeline that it can change anything with, itself not included: the one that holds its day but
     * for it, or else the one that holds before that day; and one of the next day. Barred ones are passed over. Of a short
     * timeline, all that are not barred.
     */
    List<Entry> neighbours(Registrations.Setting setting, Entry at) {
        Predicate<Entry> other = entry -> !entry.claim().equals(at.claim()) && setting.isLive(entry);
        String timeline = Keys.timeline(setting.cell(), at);
        List<Entry> all = new ArrayList<>();
        try (KeyValueIterator<String, Entry> range = series.range(timeline, timeline + Keys.LAST)) {
            while (range.hasNext() && all.size() < SHORT) {
                all.add(range.next().value);
            }
            if (!range.hasNext()) {
                return all.stream().filter(other).toList();
            }
        }
        List<Entry> found = new ArrayList<>();
        String day = timeline + Keys.day(at.from());
        Entry sameDay = first(series.reverseRange(day + "|", day + "|" + Keys.LAST), other);
        add(found, sameDay);
        if (!setting.cell().measure().isFlow()) {
            if (sameDay == null) {
                add(found, first(series.reverseRange(timeline, day), other));
            }
            add(found, first(series.range(day + "|" + Keys.LAST, timeline + Keys.LAST), other));
        }
        return found;
    }

    private static @Nullable Entry first(KeyValueIterator<String, Entry> range, Predicate<Entry> wanted) {
        try (range) {
            while (range.hasNext()) {
                Entry next = range.next().value;
                if (wanted.test(next)) {
                    return next;
                }
            }
            return null;
        }
    }

    private static void add(List<Entry> entries, @Nullable Entry entry) {
        if (entry != null) {
            entries.add(entry);
        }
    }
}
