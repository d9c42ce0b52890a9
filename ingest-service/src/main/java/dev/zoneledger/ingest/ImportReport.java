package dev.zoneledger.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.rest.Problem.FieldError;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of an import.
 *
 * @param duplicates accepted entries that say the same as an earlier one of the file; they change nothing
 * @param duplicatesSoughtAmong after so many different entries the search for duplicates stopped; null if it did not
 * @param unknownColumns of a table, passed over
 * @param position the greatest offset of each partition written to; null if nothing was published
 * @param errors the first so many, by row
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImportReport(
        long accepted,
        long rejected,
        long duplicates,
        @Nullable Long duplicatesSoughtAmong,
        Set<String> unknownColumns,
        @Nullable String position,
        List<FieldError> errors) {

    /**
     * How far an import has come: the lines of an {@code application/x-ndjson} answer, before the report.
     *
     * @param rate rows a second since the beginning
     */
    @Schema(name = "ImportProgress")
    record Progress(long rows, long accepted, long rejected, long bytes, long rate) {}
}
