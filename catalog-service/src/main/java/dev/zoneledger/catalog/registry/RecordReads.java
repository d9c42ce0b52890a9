package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** What every record and every list takes. */
@NullUnmarked
class RecordReads extends DatedReads {

    @QueryParam("fields")
    @Parameter(
            description = "Only these fields of each record, parted by commas, with dots into what is in them",
            schema = @Schema(type = SchemaType.STRING, examples = "id,source.publisher"))
    String fields;
}
