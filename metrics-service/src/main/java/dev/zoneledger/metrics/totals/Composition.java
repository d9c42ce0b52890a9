package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.ledger.PeriodTotal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the total of a year, quarter or month comes about. */
@Schema(description = Composition.RULE)
public record Composition(
        @Schema(description = "Claims of the period itself") long stated,

        @Schema(description = "Claims of parts of it: months or quarters, where nobody states the whole")
        long derived,

        @Schema(
                description =
                        "Left out if no part is missing. Otherwise the total's upper bound is open: what is not stated "
                                + "may be anything")
        @Nullable
        Partial partial) {

    public static final String RULE =
            "Of a subject's own figure for the period and the sum of its parts, the own figure counts. Where a "
                    + "subject and one below it state the period, the lower ones are added. What is stated of parts of the "
                    + "period, each part by these same rules, is added where neither its subject nor one above or below it states "
                    + "the period itself. A figure never gives way to a claim that states none. However a period is written, "
                    + "2021-01/2021-12 is 2021; if one subject states both, precedence decides. A span that is no month, quarter "
                    + "or year is in none of them, and nor is a cumulative figure";

    /** How much is missing, by subjects of which some parts are stated and some are not. */
    public record Partial(
            long subjects,

            @Schema(description = "Months of the period that their claims make up, over all of these subjects")
            long months,

            @Schema(description = "Months that there would be")
            long of) {}

    public static Composition of(PeriodTotal total) {
        return new Composition(
                total.stated().claims(),
                total.derived().claims(),
                total.gaps() == 0 ? null : new Partial(total.gaps(), total.months(), total.of()));
    }
}
