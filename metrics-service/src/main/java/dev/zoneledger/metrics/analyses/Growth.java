package dev.zoneledger.metrics.analyses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.zoneledger.contract.Stage;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Row;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A total on two dates, or in two periods. */
record Growth(
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

        @Nullable String product,
        @Nullable String status,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
        @Nullable
        String unit,

        Figures from,
        Figures to,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "to - from, with the bounds that follow from theirs; null if one of them has no figure")
        @Nullable
        Interval difference,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                description =
                        "to / from, rounded half-even to six digits, with the bounds that follow from theirs; null if "
                                + "one of them has no figure or `from` is zero")
        @Nullable
        Interval ratio,

        @Schema(
                description = "Why there is no difference, or no ratio; left out if there are both",
                implementation = String.class)
        @Nullable
        Unknown reason,

        @Schema(
                description =
                        "Whether both sides are points: no bound open, nothing approximate or without a figure, no "
                                + "part of a period missing")
        boolean exact,

        @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
        Sides links) {

    /** Where the claims of both sides are. */
    @Schema(name = "GrowthLinks")
    record Sides(Links from, Links to) {}

    /** Why something cannot be said. What is not on record is not zero. */
    @Schema(name = "GrowthUnknown")
    public enum Unknown {
        NO_FIGURE_FROM("no-figure-from"),
        NO_FIGURE_TO("no-figure-to"),
        ZERO_FROM("zero-from");

        private final String code;

        Unknown(String code) {
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

    /** From one row to another of the same kind. */
    static Growth of(SlicedRow from, SlicedRow to, Slice slice, @Nullable Sides links) {
        Row row = Row.of(to, slice, null);
        Total before = from.row().total();
        Total after = to.row().total();
        Optional<Interval> one = Interval.of(before);
        Optional<Interval> other = Interval.of(after);
        Optional<Interval> ratio = other.flatMap(whole -> one.flatMap(whole::over));
        return new Growth(
                row.zone(),
                row.organisation(),
                row.stage(),
                row.product(),
                row.status(),
                row.unit(),
                Figures.of(from.row()),
                Figures.of(to.row()),
                other.flatMap(whole -> one.map(whole::minus)).orElse(null),
                ratio.orElse(null),
                ratio.isPresent() ? null : reason(one.isPresent(), other.isPresent()),
                before.isPoint() && after.isPoint(),
                links);
    }

    private static Unknown reason(boolean hasFrom, boolean hasTo) {
        if (!hasFrom) {
            return Unknown.NO_FIGURE_FROM;
        }
        return hasTo ? Unknown.ZERO_FROM : Unknown.NO_FIGURE_TO;
    }
}
