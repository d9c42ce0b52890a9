package dev.zoneledger.ingest.entry;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ZoneEvent;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was read.
 *
 * @param kind null if the entry does not say
 * @param event null if the entry has faults
 * @param named whether it bears an id of its own; if not, the event's id was made from its content
 */
public record Entry(@Nullable Kind kind, @Nullable ZoneEvent event, boolean named) {

    /** The same, a claim that bears no id of its own under that one. */
    public Entry orNamed(String id) {
        return !named && event instanceof Claim claim ? new Entry(kind, Claims.withId(claim, id), true) : this;
    }
}
