package dev.zoneledger.metrics.totals;

import dev.zoneledger.rest.Positions;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What every question names. */
public record Asking(
        @RestPath @Parameter(description = "Id of the zone") String zone,

        @RestQuery @Parameter(description = Positions.AFTER_DESCRIPTION) @Nullable
        String after,

        @RestHeader(Positions.PREFER) @Parameter(description = "RFC 7240: `wait=10`") @Nullable
        String prefer) {}
