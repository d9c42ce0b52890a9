package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Reading;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A claim under a total: in it, or left out of it and why. */
@Schema(name = "TotalledClaim")
public record ClaimView(
        String id,
        int revision,
        @Schema(description = "As the source states it") Subject subject,

        @Schema(
                description =
                        "The subject that it counts for, where the record of the stated one is merged into another; left out otherwise")
        @Nullable
        Subject canonicalSubject,

        Measure measure,
        @Nullable String product,

        @Schema(description = "As printed, or the reason why there is no figure")
        Quantity quantity,

        @Schema(description = "The figure in the base unit, as it is added; left out if there is none") @Nullable
        Amount amount,

        @Nullable Status status,
        @Nullable PartialDate effectiveFrom,
        @Nullable Period period,
        Basis basis,
        ClaimRank rank,
        @Nullable Speaker statedBy,
        Source source,

        @Schema(description = "What of it no source says, and how it was inferred") @Nullable
        List<String> inferred,

        @Schema(description = "The ways in which a quarantined claim can be read") @Nullable
        List<Reading> readings,

        @Nullable String note,

        @Schema(description = "Why it is not in the total; only of a claim left out", implementation = String.class)
        @Nullable
        Reason reason,

        @Schema(description = "The reason more exactly, in words") @Nullable
        String detail) {

    /** A figure in its base unit. */
    public record Amount(BigDecimal value, String unit) {}

    public static ClaimView of(
            ClaimState state, Owner owner, Entry entry, @Nullable Reason reason, @Nullable String detail) {
        Claim claim = Objects.requireNonNull(state.claim());
        Entry.Figure figure = entry.figure();
        return new ClaimView(
                claim.id(),
                claim.revision(),
                claim.subject(),
                entry.stated() == null ? null : owner.subject(claim.subject()),
                claim.measure(),
                claim.product(),
                claim.quantity(),
                figure == null ? null : new Amount(figure.value(), entry.unit()),
                claim.status(),
                claim.effectiveFrom(),
                claim.period(),
                claim.basis(),
                state.rank().orElseThrow(),
                claim.statedBy(),
                claim.source(),
                claim.inferred().isEmpty() ? null : claim.inferred(),
                claim.readings().isEmpty() ? null : claim.readings(),
                claim.note(),
                reason,
                detail);
    }
}
