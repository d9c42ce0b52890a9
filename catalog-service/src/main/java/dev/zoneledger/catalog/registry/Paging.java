package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
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

    @Context
    UriInfo uri;

    /** The limit asked for, or the default; 400 if it is none. */
    public int limit() {
        return Page.limit(limit);
    }

    /** The keys of the entry that the page before ended with; null of the first page; 400 if the cursor is none of this list. */
    public @Nullable List<String> after() {
        return cursor == null ? null : Cursor.parse(cursor, uri);
    }

    /** The same, of a list whose entries have so many keys; as many empty ones for the first page. */
    public List<String> after(int keys) {
        return Cursor.parse(cursor, uri, keys);
    }

    /** The cursor of the page that follows the entry with these keys. */
    public String next(List<String> keys) {
        return Cursor.of(keys, uri);
    }
}
