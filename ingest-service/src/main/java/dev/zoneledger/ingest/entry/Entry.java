package dev.zoneledger.ingest.entry;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ZoneEvent;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was read.
 *
 * @param kind null if the entry does not say
 * @param event null if the entry has faults
 * @param named whether it bears an id of its own; a claim that does not stands under {@link #UNNAMED} until it is published
 */
public record Entry(@Nullable Kind kind, @Nullable ZoneEvent event, boolean named) {

    /** Stands for the id of a claim that bears none. */
    static final String UNNAMED = "unnamed";

    /** The same, a claim that bears no id of its own under that one. */
    public Entry orNamed(String id) {
        return !named && event instanceof Claim claim ? new Entry(kind, claim.as(id, claim.revision()), true) : this;
    }
}
