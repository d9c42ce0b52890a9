package dev.zoneledger.metrics.chains;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.metrics.ledger.Total;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An amount of which bounds are known. Unlike a figure that is computed from figures alone, it may have no value: where a range is taken. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "ModelledInterval",
        description = "Computed from figures and assumptions; rounded half-even to 12 digits where it was divided")
record Span(
        @Schema(description = "By the printed figures and the values that were set; null where a range was taken")
        @Nullable
        BigDecimal value,

        @Schema(description = "Null if there is no lower bound") @Nullable
        BigDecimal lower,

        @Schema(description = "Null if there is no upper bound") @Nullable
        BigDecimal upper) {

    /** A quotient need not come out. */
    private static final MathContext ROUNDED = new MathContext(12, RoundingMode.HALF_EVEN);

    static final Span NOTHING = new Span(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** A total; of claims without a figure nobody knows how much more there is. */
    static Span of(Total total) {
        return new Span(
                total.hasFigure() ? total.value() : null,
                total.lower(),
                total.withoutFigure() > 0 ? null : total.upper().orElse(null));
    }

    Span plus(Span other) {
        return new Span(sum(value, other.value), sum(lower, other.lower), sum(upper, other.upper));
    }

    /** What is left of this one when the other is taken away. */
    Span minus(Span other) {
        return new Span(difference(value, other.value), difference(lower, other.upper), difference(upper, other.lower));
    }

    /** Whether it may be less than, or as much as, that one, whose upper bound may be open. */
    boolean mayBeAtMost(@Nullable BigDecimal bound) {
        return bound == null || lower == null || lower.compareTo(bound) <= 0;
    }

    /**
     * By that factor; none of both is negative.
     *
     * @param multiplier bounds and value of what multiplies
     * @param divisor bounds and value of what divides; above zero
     */
    Span by(Span multiplier, Span divisor) {
        return new Span(
                quotient(product(value, multiplier.value), divisor.value),
                quotient(product(lower, multiplier.lower), divisor.upper),
                quotient(product(upper, multiplier.upper), divisor.lower));
    }

    /** Of two ranges of factors, their product. */
    Span times(Span other) {
        return new Span(product(value, other.value), product(lower, other.lower), product(upper, other.upper));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        return left == null || right == null ? null : Total.plain(left.add(right));
    }

    private static @Nullable BigDecimal difference(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        return left == null || right == null ? null : Total.plain(left.subtract(right));
    }

    private static @Nullable BigDecimal product(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        return left == null || right == null ? null : Total.plain(left.multiply(right));
    }

    private static @Nullable BigDecimal quotient(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        if (left == null || right == null) {
            return null;
        }
        return right.compareTo(BigDecimal.ONE) == 0 ? left : Total.plain(left.divide(right, ROUNDED));
    }
}
