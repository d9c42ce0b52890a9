package dev.zoneledger.metrics.state;

/** Is told of records of the log that are no events. They are passed over here; the catalog keeps them as dead letters. */
@FunctionalInterface
public interface Undecodable {
    void passedOver(int partition, long offset, String reason);
}
