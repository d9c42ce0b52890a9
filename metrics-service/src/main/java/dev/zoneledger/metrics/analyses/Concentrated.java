package dev.zoneledger.metrics.analyses;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Stage;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much of a product's capacity is in few hands. */
@Schema(name = "Concentration")
record Concentrated(
        String product,

        @Schema(description = "Where the product stands in its chains; left out if it is in none") @Nullable
        Stage stage,

        String status,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
        @Nullable
        String unit,

        Figures total,

        @Schema(description = "Organisations with a figure, each with its projects")
        long organisations,

        @Schema(description = "Projects with a figure that belong to no organisation, as far as is known")
        long projectsWithoutOrganisation,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                description =
                        "Herfindahl-Hirschman index: the sum of the squares of all shares in percent, 10000 if all is "
                                + "in one hand; by the printed figures, rounded half-even to two digits; null if there is nothing "
                                + "to share. Each project without an organisation counts as a hand of its own, so it is the least "
                                + "that it can be")
        @Nullable
        BigDecimal hhi,

        @Schema(
                description = "Whether the total is a point: no bound open, nothing approximate or without a figure. "
                        + "Otherwise shares and index are those of the printed figures")
        boolean exact,

        @Schema(description = "The largest, the largest first")
        List<Share> largest,

        @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
        Links links) {

    /** One hand's part. */
    record Share(
            @Schema(description = "Of several zones together: whose it is; else left out") @Nullable
            String zone,

            @Schema(description = "Left out of a project without an organisation") @Nullable
            String organisation,

            @Schema(description = "Only of a project without an organisation") @Nullable
            String project,

            BigDecimal value,

            @Schema(description = "value / total, by the printed figures, rounded half-even to six digits")
            BigDecimal share,

            Links links) {}
}
