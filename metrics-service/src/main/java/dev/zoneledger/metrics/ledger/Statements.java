package dev.zoneledger.metrics.ledger;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What subjects state, by status or period, as changes over time: where a claim above them has to give way. */
public final class Statements {

    private final NavigableMap<Moment, Presence> changes = new TreeMap<>();

    /** The change at every moment where there is one. */
    public Map<Moment, Presence> changes() {
        return Collections.unmodifiableMap(changes);
    }

    public void add(Moment moment, Presence change) {
        changes.compute(moment, (key, present) -> {
            Presence sum = present == null ? change : present.plus(change);
            return sum.isNone() ? null : sum;
        });
    }

    /** Adds all changes of the other. */
    public void add(Statements other) {
        other.changes.forEach(this::add);
    }

    /** Takes off all changes of the other. */
    public void subtract(Statements other) {
        other.changes.forEach((moment, change) -> add(moment, Presence.NONE.minus(change)));
    }

    /** The entry states its slot from a day to another. */
    void add(Entry entry, LocalDate from, @Nullable LocalDate to) {
        Presence presence = entry.figure() == null ? Presence.WITHOUT_FIGURE : Presence.OF_FIGURE;
        add(new Moment(entry.slot(), from), presence);
        if (to != null) {
            add(new Moment(entry.slot(), to), Presence.NONE.minus(presence));
        }
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The changes of one slot in the order of days. */
    NavigableMap<Moment, Presence> of(String slot) {
        return changes.subMap(new Moment(slot, LocalDate.MIN), true, new Moment(slot, LocalDate.MAX), true);
    }
}
