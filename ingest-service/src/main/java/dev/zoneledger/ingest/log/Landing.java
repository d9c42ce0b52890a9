package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.Position;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a request.
 *
 * @param position the greatest offset of each partition that was written to; null if nothing was
 * @param failure why not all were acknowledged; null if all were
 */
public record Landing(
        long acknowledged,
        @Nullable Position position,
        @Nullable Exception failure) {}
