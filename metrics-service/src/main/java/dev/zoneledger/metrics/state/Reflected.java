package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Position;

/**
 * An answer and the position of the log that it reflects, exactly.
 *
 * @param position of the partition of the zone that was asked about
 */
public record Reflected<T>(T answer, Position position) {}
