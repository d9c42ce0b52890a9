package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Places;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what counts in step with the claims, level by level. A change comes in one of two ways, which agree to the last
 * digit: {@link #replace} reads only what lies next to a claim; {@link #withdraw} takes whole cells out and {@link #enter}
 * puts them in again, for records that change what all claims of an owner count for.
 */
final class Books {

    private final Registrations registrations;
    private final Cells cells;
    private final KeyValueStore<String, Presence> below;

    Books(Registrations registrations, Cells cells, KeyValueStore<String, Presence> below) {
        this.registrations = registrations;
        this.cells = cells;
        this.below = below;
    }

    /** One claim in place of another on the same timeline and day; either may be missing. Its cell has it already. */
    void replace(
            Registrations.Setting setting,
            CellPlaces places,
            @Nullable Entry before,
            @Nullable Entry after,
            Effects effects) {
        boolean wasLive = setting.isLive(before);
        boolean isLive = setting.isLive(after);
        Entry at = isLive ? after : before;
        if (at == null || !(wasLive || isLive)) {
            return;
        }
        List<Entry> neighbours = places.mayHave(at.place()) ? cells.neighbours(setting, at) : List.of();
        Statements belowIt = cells.below(setting.cell(), places, at.place(), at.slot());
        Evaluation earlier = cells.part(setting, with(neighbours, wasLive ? before : null), belowIt);
        Evaluation later = cells.part(setting, with(neighbours, isLive ? after : null), belowIt);
        effects.replace(setting, earlier, later);
        Statements change = new Statements();
        later.statements().values().forEach(change::add);
        earlier.statements().values().forEach(change::subtract);
        restateAbove(setting, places, at.place(), change, effects);
    }

    /**
     * Takes whole cells out of all totals, as if nothing were stated in them. Of cells of which one is above another, the
     * lower one comes first; {@link #enter} goes the other way.
     */
    void withdraw(List<Cell> lowerFirst, Effects effects) {
        for (Cell cell : lowerFirst) {
            Registrations.Setting setting = registrations.setting(cell);
            Evaluation evaluation = cells.whole(setting, cells.entries(cell));
            effects.takeOut(setting, evaluation);
            restate(setting, evaluation, Statements::subtract, effects);
        }
    }

    /** Puts whole cells into the totals as they are now. */
    void enter(List<Cell> lowerFirst, Effects effects) {
        for (Cell cell : lowerFirst.reversed()) {
            Registrations.Setting setting = registrations.setting(cell);
            Evaluation evaluation = cells.whole(setting, cells.entries(cell));
            effects.putIn(setting, evaluation);
            restate(setting, evaluation, Statements::add, effects);
        }
    }

    /** What a whole cell states, told to the places above in the cell, whose claims are evaluated with it, and beyond. */
    private void restate(
            Registrations.Setting setting,
            Evaluation evaluation,
            BiConsumer<Statements, Statements> apply,
            Effects effects) {
        Statements all = new Statements();
        for (Map.Entry<String, Statements> stated : evaluation.statements().entrySet()) {
            Statements change = new Statements();
            apply.accept(change, stated.getValue());
            Places.above(stated.getKey()).forEach(above -> write(setting.cell(), above, change));
            all.add(change);
        }
        restateOrganisation(setting, all, effects);
    }

    /** What a place states has changed: the claims of the places above it may have to give way, or may count again. */
    private void restateAbove(
            Registrations.Setting setting, CellPlaces places, String place, Statements change, Effects effects) {
        if (change.isEmpty()) {
            return;
        }
        for (String above : Places.above(place)) {
            restate(setting.cell(), () -> setting, places, above, change, effects);
        }
        restateOrganisation(setting, change, effects);
    }

    private void restateOrganisation(Registrations.Setting setting, Statements change, Effects effects) {
        if (setting.cell().owner().kind() != Owner.Kind.PROJECT || setting.organisation() == null) {
            return;
        }
        if (!change.isEmpty()) {
            Cell organisation = setting.cell().of(setting.organisation());
            CellPlaces places = cells.places(organisation);
            restate(organisation, () -> registrations.setting(organisation), places, Places.OWNER, change, effects);
        }
    }

    /** The setting is asked for only where there are claims. */
    private void restate(
            Cell cell,
            Supplier<Registrations.Setting> known,
            CellPlaces places,
            String place,
            Statements change,
            Effects effects) {
        if (!places.mayHave(place)) {
            write(cell, place, change);
            return;
        }
        Registrations.Setting setting = known.get();
        for (String slot : slots(cell, change)) {
            List<Entry> entries = cells.entries(cell, place, slot);
            Statements before = cells.below(cell, places, place, slot);
            Statements after = new Statements();
            after.add(before);
            after.add(change);
            effects.replace(setting, cells.part(setting, entries, before), cells.part(setting, entries, after));
        }
        write(cell, place, change);
    }

    /** Whose timelines are concerned: those of each period, or the one of all statuses. */
    private static Iterable<String> slots(Cell cell, Statements change) {
        if (!cell.measure().isFlow()) {
            return List.of("");
        }
        TreeSet<String> slots = new TreeSet<>();
        change.changes().keySet().forEach(moment -> slots.add(moment.slot()));
        return slots;
    }

    private void write(Cell cell, String place, Statements change) {
        change.changes().forEach((moment, presence) -> add(Keys.below(cell, place, moment), presence));
    }

    private void add(String key, Presence change) {
        Presence known = below.get(key);
        Presence sum = known == null ? change : known.plus(change);
        below.put(key, sum.isNone() ? null : sum);
    }

    private static List<Entry> with(List<Entry> neighbours, @Nullable Entry entry) {
        if (entry == null) {
            return neighbours;
        }
        List<Entry> all = new ArrayList<>(neighbours);
        all.add(entry);
        return all;
    }
}
