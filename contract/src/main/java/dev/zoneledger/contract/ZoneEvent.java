package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The data of an event of the log. The CloudEvent's type says which; see {@link EventType}. Each is one revision of one
 * record: the same id with a higher revision takes the place of the lower.
 */
public sealed interface ZoneEvent permits ProjectEvent, CapacityEvent {

    /** The zone whose order the event stands in: the record's key and {@code partitionkey}. */
    String zone();

    /** Id of the record that this is a revision of; unique among records of its kind in its zone. */
    String id();

    /** From 1; the highest one holds. */
    int revision();

    @JsonIgnore
    default EventType type() {
        return EventType.of(this);
    }
}
