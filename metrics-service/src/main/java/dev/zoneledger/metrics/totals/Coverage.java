package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody declares of himself against what is registered. */
@Schema(name = "Covered")
record Coverage(
        @Schema(description = "Of several zones together: whose the organisation is; else left out") @Nullable
        String zone,

        @Schema(description = "Whose own figure it is; left out where the zone itself declares it") @Nullable
        String organisation,

        @Schema(description = "Left out of money that is told of no product") @Nullable
        String product,

        String unit,
        Figures declared,

        @Schema(
                description =
                        "Actual, of a capacity operating, with the product's descendants; of an organisation that of its projects")
        Figures registered,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                description =
                        "Registered / declared, by the printed figures, rounded half-even to six digits; null where "
                                + "one side has claims but no figure, or zero is declared")
        @Nullable
        BigDecimal ratio,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                description = "Declared - registered, by the printed figures; negative where more is registered than "
                        + "declared; null as the ratio")
        @Nullable
        BigDecimal unexplained,

        @Schema(
                description = "Whether both sides are points: no bound open, nothing approximate or without a figure. "
                        + "Otherwise ratio and remainder are those of the printed figures")
        boolean exact,

        @Schema(description = "Whether more is registered than declared, by the printed figures")
        boolean overCovered,

        @Schema(description = "What an odd row may come from") @Nullable
        String hint,

        @Schema(description = "Of an organisation: which of the two is in the zone's total") @Nullable
        Counts counts,

        @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
        Sides links) {

    private static final String OVER_COVERED = "More is registered than declared: double counting is likely, or the "
            + "declared figure is older than what is registered";
    private static final String BOTH =
            "The organisation's own figure and those of its projects on kinds of the product "
                    + "are both in the zone's total: double counting is likely";

    /** Where the claims of both sides are. */
    record Sides(Links declared, Links registered) {}

    /** What an organisation puts into the zone's total. */
    @Schema(
            description = "declared: its own figure, as its projects state none; registered: what its projects state; "
                    + "both: its own figure, and what its projects state of kinds of the product")
    public enum Counts {
        DECLARED("declared"),
        REGISTERED("registered"),
        BOTH("both");

        private final String code;

        Counts(String code) {
            this.code = code;
        }

        @JsonValue
        public String code() {
            return code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /** Declared against registered. */
    static Coverage of(CoverPair pair, @Nullable Sides links) {
        TotalRow declared = pair.declared();
        TotalRow registered = pair.registered();
        Optional<BigDecimal> whole = value(declared.total());
        // Nothing registered explains nothing; claims without a figure explain nobody knows how much.
        Optional<BigDecimal> part =
                registered.total().claims() == 0 ? Optional.of(BigDecimal.ZERO) : value(registered.total());
        Optional<BigDecimal> unexplained = whole.flatMap(value -> part.map(value::subtract));
        boolean overCovered = unexplained.filter(left -> left.signum() < 0).isPresent();
        return new Coverage(
                pair.zone(),
                pair.organisation(),
                declared.series().product().isEmpty() ? null : declared.series().product(),
                declared.series().unit(),
                Figures.of(declared),
                Figures.of(registered),
                whole.filter(value -> value.signum() > 0)
                        .flatMap(value -> part.map(known -> Interval.ratio(known, value)))
                        .orElse(null),
                unexplained.orElse(null),
                declared.total().isPoint()
                        && (registered.total().isPoint() || registered.total().claims() == 0),
                overCovered,
                pair.counts() == Counts.BOTH ? BOTH : overCovered ? OVER_COVERED : null,
                pair.counts(),
                links);
    }

    private static Optional<BigDecimal> value(Total total) {
        return total.hasFigure() ? Optional.of(total.value()) : Optional.empty();
    }
}
