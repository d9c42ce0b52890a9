package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What every record and every list takes. */
@NullUnmarked
class RecordReads extends PastReads {

    @QueryParam("asOf")
    @Parameter(
            description = "What was true on this day, whatever was on record later: claims that hold on it, records"
                    + " without what is dated after it. A date known to the month or year counts from its last day."
                    + " All days if not given",
            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2020-10-15"))
    String asOf;

    @QueryParam("fields")
    @Parameter(
            description = "Only these fields of each record, parted by commas, with dots into what is in them",
            schema = @Schema(type = SchemaType.STRING, examples = "id,source.publisher"))
    String fields;

    /** Null if all days are asked for. */
    @Nullable
    LocalDate day() {
        return Choices.day("asOf", asOf);
    }
}
