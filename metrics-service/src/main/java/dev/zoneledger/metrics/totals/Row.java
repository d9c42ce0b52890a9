package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Stage;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A total and what it is a total of; which of its dimensions are there depends on what was asked. */
public record Row(
        @Schema(description = "Of several zones together: whose the organisation is; else left out") @Nullable
        String zone,

        @Schema(
                description =
                        "With its projects; left out where organisations are not told apart, and of projects without one")
        @Nullable
        String organisation,

        @Schema(description = "Where the product stands in its chains, if it was asked; left out if it is in none")
        @Nullable
        Stage stage,

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

        @Schema(
                description =
                        "How the total of a year, quarter or month comes about; left out where its period stands by itself")
        @Nullable
        Composition composition,

        @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
        Links links) {

    /** Of what a slice asks for. */
    public static Row of(SlicedRow row, Slice slice, @Nullable Links links) {
        TotalRow.Series series = row.series();
        boolean isFlow = series.measure().isFlow();
        return new Row(
                row.zone(),
                row.organisation() == null || row.organisation().isEmpty() ? null : row.organisation(),
                slice.toldStage(series.product()),
                series.measure().family() == Measure.Family.VALUE ? series.measure() : null,
                series.product().isEmpty() ? null : series.product(),
                isFlow ? null : series.slot(),
                isFlow ? series.slot() : null,
                isFlow ? series.basis() : null,
                series.unit().isEmpty() ? null : series.unit(),
                Figures.of(row.row()),
                row.periods() == null ? null : Composition.of(row.periods()),
                links);
    }

    /** A capacity of a product and status. */
    public static Row ofCapacity(TotalRow row, @Nullable Links links) {
        TotalRow.Series series = row.series();
        return new Row(
                null,
                null,
                null,
                null,
                series.product(),
                series.slot(),
                null,
                null,
                series.unit().isEmpty() ? null : series.unit(),
                Figures.of(row),
                null,
                links);
    }

    /** The one row, if there is only one. */
    public static @Nullable Row single(List<Row> rows) {
        return rows.size() == 1 ? rows.getFirst() : null;
    }

    /** Whether it is of that unit, as parameters name it; of any if none is named. */
    static boolean hasUnit(Row row, @Nullable String unit) {
        return unit == null || unit.equals(row.unit == null ? "" : row.unit);
    }
}
