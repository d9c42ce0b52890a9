package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A total as clients see it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = Figures.DESCRIPTION)
public record Figures(
        @Schema(description = "Sum of the figures as printed, in the base unit; null if no claim carries a figure")
        @Nullable
        BigDecimal value,

        @Schema(description = "Lower bound: \"up to\" counts as 0; null if no claim carries a figure") @Nullable
        BigDecimal lower,

        @Schema(description = "Upper bound; null if it is open (\"more than\"), or no claim carries a figure") @Nullable
        BigDecimal upper,

        @Schema(description = "Claims in it, those without a figure too")
        long claims,

        @Schema(description = "Claims whose figure is approximate: it stands on both sides of the interval")
        long approximate,

        @Schema(description = "Claims that state no figure: absent, not applicable or withheld, which is not zero")
        long withoutFigure,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "Claims that count from a later date on, of which only \"not later than\" is known; "
                        + "left out if there are none")
        @Nullable
        Long mayHaveBegunEarlier) {

    public static final String DESCRIPTION =
            "A total is an interval with a pedigree. It adds only claims of the same measure, product "
                    + "(with its descendants), status or period, basis and unit; never what a zone declares as a whole, what is "
                    + "quarantined, deprecated, superseded or retracted, and nothing along a chain.";

    public static Figures of(TotalRow row) {
        return of(row.total(), row.mayHaveBegunEarlier());
    }

    public static Figures of(Total total, long mayHaveBegunEarlier) {
        return new Figures(
                total.hasFigure() ? total.value() : null,
                total.hasFigure() ? total.lower() : null,
                total.upper().orElse(null),
                total.claims(),
                total.approximate(),
                total.withoutFigure(),
                mayHaveBegunEarlier == 0 ? null : mayHaveBegunEarlier);
    }
}
