package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Position;

/**
 * An answer and the position of the log that it reflects, exactly.
 *
 * @param position of the partition of the zone that was asked about
 * @param standby whether it comes from a copy of what the owner had committed, as the owner does not answer
 */
public record Reflected<T>(T answer, Position position, boolean standby) {}
