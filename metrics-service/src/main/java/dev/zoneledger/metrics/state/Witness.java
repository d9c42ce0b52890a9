package dev.zoneledger.metrics.state;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Is there when records of the log are taken, on the one thread that takes them. */
@FunctionalInterface
public interface Witness {

    /** A record is no event. It is passed over here; the catalog keeps it as a dead letter. */
    void passedOver(int partition, long offset, String reason);

    /**
     * Has a record taken, which happens within this call.
     *
     * @param appended the broker's append time, in milliseconds
     */
    default void taking(Headers headers, RecordMetadata at, long appended, Runnable work) {
        work.run();
    }
}
