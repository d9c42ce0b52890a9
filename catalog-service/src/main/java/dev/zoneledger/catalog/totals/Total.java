package dev.zoneledger.catalog.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A total and what it is a total of; which of its dimensions are there depends on the measure. Equal to that of metrics. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Total")
record Total(
        @Schema(description = "Only of money") @Nullable String measure,

        @Schema(description = "Code of the product tree; of a registered total, with its descendants") @Nullable
        String product,

        @Schema(description = "Of a capacity") @Nullable String status,

        @Schema(description = "Of a flow, ISO 8601 and EDTF; XXXX is a year that is not stated") @Nullable
        String period,

        @Schema(description = "Of a flow") @Nullable String basis,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
        @Nullable
        String unit,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Sum of the figures as printed, in the base unit; null if no claim carries a figure")
        @Nullable
        BigDecimal value,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Lower bound: \"up to\" counts as 0; null if no claim carries a figure")
        @Nullable
        BigDecimal lower,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Upper bound; null if it is open (\"more than\"), or no claim carries a figure")
        @Nullable
        BigDecimal upper,

        @Schema(description = "Claims in it, those without a figure too")
        long claims,

        @Schema(description = "Claims whose figure is approximate: it stands on both sides of the interval")
        long approximate,

        @Schema(description = "Claims that state no figure: absent, not applicable or withheld, which is not zero")
        long withoutFigure,

        @Schema(
                description = "Claims that count from a later date on, of which only \"not later than\" is known; "
                        + "left out if there are none")
        @Nullable
        Long mayHaveBegunEarlier) {}
