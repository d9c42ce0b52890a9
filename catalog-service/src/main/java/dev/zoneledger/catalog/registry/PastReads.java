package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What a query takes that can be answered from what was on record at an instant. */
@NullUnmarked
public class PastReads extends Reads {

    @QueryParam("knownAt")
    @Parameter(
            description = "What was on record at this instant, by the broker's append time, as RFC 3339 has it;"
                    + " what is on record now if not given",
            schema = @Schema(type = SchemaType.STRING, format = "date-time", examples = "2026-10-15T08:00:00Z"))
    String knownAt;

    /** Whether what was on record at an instant is asked for. */
    public boolean past() {
        return knownAt != null;
    }

    /** Null if the present is asked for. */
    public @Nullable Instant instant() {
        return Choices.instant("knownAt", knownAt);
    }
}
