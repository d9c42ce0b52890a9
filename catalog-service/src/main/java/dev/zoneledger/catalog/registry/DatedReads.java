package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What a query takes that can be answered for a day, and from what was on record at an instant. */
@NullUnmarked
public class DatedReads extends PastReads {

    @QueryParam("asOf")
    @Parameter(
            description = "What was true on this day, whatever was on record later: claims that hold on it, records"
                    + " without what is dated after it. A date known to the month or year counts from its last day."
                    + " All days if not given",
            schema = @Schema(type = SchemaType.STRING, format = "date", examples = "2020-10-15"))
    String asOf;

    /** Null if all days are asked for. */
    public @Nullable LocalDate day() {
        return Choices.day("asOf", asOf);
    }

    /** The last day that is asked for, as SQL has it. */
    public String lastDay() {
        LocalDate day = day();
        return day == null ? "infinity" : day.toString();
    }
}
