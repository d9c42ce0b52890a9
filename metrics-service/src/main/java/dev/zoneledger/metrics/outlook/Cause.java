package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.ledger.Entry;
import java.math.BigDecimal;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a total takes a step: what happens on the day to one subject that counts. */
@Schema(name = "TimelineCause")
record Cause(
        @Schema(description = "The zone that it happens in; left out where the timeline is of one") @Nullable
        String zone,

        @Schema(description = "The subject that it counts for; where records are merged, of the canonical one")
        Subject subject,

        String product,

        @Schema(description = Event.DESCRIPTION, implementation = String.class)
        Event cause,

        @Schema(description = "Whether it is a plan that says so")
        boolean planned,

        @Schema(
                description =
                        "Whether the claim that says so was corrected: it has a revision above 1, or a mark stands on it")
        boolean corrected,

        @Schema(
                description = "The status that it counted under before; left out if under none",
                implementation = String.class)
        @Nullable
        Status leaves,

        @Schema(
                description = "The status that holds from the day on; left out if none does",
                implementation = String.class)
        @Nullable
        Status enters,

        @Schema(description = "The claim that begins to count; left out if none does") @Nullable
        Said begins,

        @Schema(description = "The claim that ceases to count; left out if none does") @Nullable
        Said ceases) {

    /** A claim in short. */
    @Schema(name = "TimelineClaim")
    record Said(
            String claim,
            int revision,

            @Schema(description = "In the base unit; left out if it states none") @Nullable
            BigDecimal value,

            @Schema(description = "Where it is said") String source) {

        static Said of(ClaimState state, Entry entry) {
            var claim = Objects.requireNonNull(state.claim());
            Entry.Figure figure = entry.figure();
            return new Said(
                    claim.id(),
                    claim.revision(),
                    figure == null ? null : figure.value(),
                    claim.source().uri());
        }
    }

    /** The same among those of several zones. */
    Cause in(String ofZone) {
        return new Cause(ofZone, subject, product, cause, planned, corrected, leaves, enters, begins, ceases);
    }

    static boolean isPlanned(ClaimState state) {
        return Objects.requireNonNull(state.claim()).basis() == Basis.PLANNED;
    }

    static boolean isCorrected(ClaimState state) {
        return Objects.requireNonNull(state.claim()).revision() > 1
                || state.standingMark().isPresent();
    }
}
