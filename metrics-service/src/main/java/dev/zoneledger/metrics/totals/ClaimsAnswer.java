package dev.zoneledger.metrics.totals;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A total and the claims that it is made of. */
public record ClaimsAnswer(
        String zone,
        @Nullable LocalDate asOf,
        String position,

        @Schema(description = "The total, where the parameters single one out") @Nullable
        Row total,

        @Schema(description = "The claims in it") List<ClaimView> claims,

        @Schema(description = "Claims on the same measure and product that are in no total, each with the reason")
        List<ClaimView> leftOut) {

    public ClaimsAnswer at(String reflected) {
        return new ClaimsAnswer(zone, asOf, reflected, total, claims, leftOut);
    }
}
