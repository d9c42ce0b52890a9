package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What a list takes that is paged and nothing else. */
@NullUnmarked
public class Paging {

    @QueryParam("cursor")
    @Parameter(description = "The `next` of the page before; pages stay stable while the log is written")
    String cursor;

    @QueryParam("limit")
    @Parameter(
            description = "Records a page, 1 to 1000; 100 if not given",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    String limit;

    /** The limit asked for, or the default; 400 if it is none. */
    public int limit() {
        return Page.limit(limit);
    }

    /** The cursor asked for; null for the first page. */
    public @Nullable String cursor() {
        return cursor;
    }
}
