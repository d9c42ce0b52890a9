package dev.zoneledger.catalog.registry;

import dev.zoneledger.rest.Positions;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** What every query takes. */
@NullUnmarked
public class Reads {

    @QueryParam("after")
    @Parameter(description = Positions.AFTER_DESCRIPTION, example = "7@1042")
    String after;

    @HeaderParam(Positions.PREFER)
    @Parameter(description = "RFC 7240, how long to wait for `after`", example = "wait=10")
    String prefer;

    @Context
    UriInfo uri;

    @Context
    Request request;

    /** Whether only the headers are asked for. */
    boolean isHead() {
        return HttpMethod.HEAD.equals(request.getMethod());
    }
}
