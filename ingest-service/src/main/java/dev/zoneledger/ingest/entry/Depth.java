package dev.zoneledger.ingest.entry;

import dev.zoneledger.contract.Json;
import org.eclipse.microprofile.config.spi.Converter;

/** Refuses, when the service starts, a depth of JSON that nobody behind it would read. */
public final class Depth implements Converter<Integer> {

    @Override
    public Integer convert(String value) {
        int depth = Integer.parseInt(value.strip());
        if (depth < 1 || depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "expected 1 to " + Json.MAX_DEPTH + ", the levels of JSON that the contract reads; found " + depth);
        }
        return depth;
    }
}
