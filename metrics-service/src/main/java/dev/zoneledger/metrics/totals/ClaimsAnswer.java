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
        List<ClaimView> leftOut,

        @Schema(
                description =
                        "What the last records made of the totals that the parameters leave: at most 10, the newest "
                                + "first. Told of a named product, of all organisations and stages together, as of a date or of "
                                + "single periods; with a grain of each period that was stated and lies in the one asked for, in an "
                                + "outlook of the actual totals and of the planned ones")
        @Nullable
        List<LastChange> lastChanges) {

    public ClaimsAnswer(
            String zone,
            @Nullable LocalDate asOf,
            String position,
            @Nullable Row total,
            List<ClaimView> claims,
            List<ClaimView> leftOut) {
        this(zone, asOf, position, total, claims, leftOut, null);
    }

    public ClaimsAnswer with(@Nullable List<LastChange> changes) {
        return new ClaimsAnswer(zone, asOf, position, total, claims, leftOut, changes);
    }

    public ClaimsAnswer at(String reflected) {
        return new ClaimsAnswer(zone, asOf, reflected, total, claims, leftOut, lastChanges);
    }
}
