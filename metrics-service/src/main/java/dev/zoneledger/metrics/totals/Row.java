package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A total and what it is a total of; which of its dimensions are there depends on what was asked. */
record Row(
        @Nullable Measure measure,

        @Schema(description = "Code of the product tree; descendants are in it") @Nullable
        String product,

        @Nullable String status,

        @Schema(description = "ISO 8601 and EDTF; XXXX is a year that is not stated") @Nullable
        String period,

        @Nullable Basis basis,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
        @Nullable
        String unit,

        @JsonUnwrapped Figures figures,
        Links links) {

    /** The one row, if there is only one. */
    static @Nullable Row single(List<Row> rows) {
        return rows.size() == 1 ? rows.getFirst() : null;
    }

    static @Nullable String unit(TotalRow.Series series) {
        return series.unit().isEmpty() ? null : series.unit();
    }

    /** Whether it is of that unit, as parameters name it; of any if none is named. */
    static boolean hasUnit(Row row, @Nullable String unit) {
        return unit == null || unit.equals(row.unit == null ? "" : row.unit);
    }
}
