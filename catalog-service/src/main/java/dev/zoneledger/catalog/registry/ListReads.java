package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** What every list takes. */
@NullUnmarked
class ListReads extends RecordReads {

    @QueryParam("sort")
    @Parameter(
            description = "Fields to sort by, parted by commas, `-` before one for the greatest first; the description"
                    + " names them. What is equal in them is in the order of zone and id",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "zone,id", examples = "-recordedAt"))
    String sort;

    @QueryParam("cursor")
    @Parameter(
            description = "The `next` of the page before, for the same filters and order; pages stay stable while the"
                    + " log is written")
    String cursor;

    @QueryParam("limit")
    @Parameter(
            description = "Records a page, 1 to 1000. If not given, 100 in JSON, and all there are in every other form",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
    String limit;

    @QueryParam("format")
    @Parameter(
            description = "In place of `Accept`, for a link that a browser opens",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "ndjson", "csv", "xlsx", "sdmx-csv"}))
    String format;

    @Context
    HttpHeaders headers;
}
