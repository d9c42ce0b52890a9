package dev.zoneledger.metrics.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The gate of each partition. */
public final class Gates {

    private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();

    Gate of(int partition) {
        return gates.computeIfAbsent(partition, key -> new Gate());
    }
}
