package dev.zoneledger.metrics.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure computed from totals, with the bounds that follow from theirs.
 *
 * @param value by the printed figures
 * @param lower null if it is open
 * @param upper null if it is open
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Interval(
        BigDecimal value,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper) {

    /** Digits after the point of every ratio, rounded half-even. */
    public static final int RATIO_DIGITS = 6;

    /** Of a total; empty if no claim in it carries a figure. */
    public static Optional<Interval> of(Total total) {
        return total.hasFigure()
                ? Optional.of(
                        new Interval(total.value(), total.lower(), total.upper().orElse(null)))
                : Optional.empty();
    }

    /** The difference: at least the lower bound less the other's upper one, at most the upper less the other's lower. */
    public Interval minus(Interval other) {
        return new Interval(
                Total.plain(value.subtract(other.value)),
                lower == null || other.upper == null ? null : Total.plain(lower.subtract(other.upper)),
                upper == null || other.lower == null ? null : Total.plain(upper.subtract(other.lower)));
    }

    public Interval times(BigDecimal factor) {
        return new Interval(
                Total.plain(value.multiply(factor)),
                lower == null ? null : Total.plain(lower.multiply(factor)),
                upper == null ? null : Total.plain(upper.multiply(factor)));
    }

    /**
     * The ratio of two figures that are not negative, rounded half-even to {@link #RATIO_DIGITS} digits; empty if the
     * whole is zero.
     */
    public Optional<Interval> over(Interval whole) {
        if (whole.value.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Interval(
                ratio(value, whole.value),
                lower == null || whole.upper == null ? BigDecimal.ZERO : ratio(lower, whole.upper),
                upper == null || whole.lower == null || whole.lower.signum() == 0 ? null : ratio(upper, whole.lower)));
    }

    /** Part over whole, rounded half-even to {@link #RATIO_DIGITS} digits. */
    public static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return Total.plain(part.divide(whole, RATIO_DIGITS, RoundingMode.HALF_EVEN));
    }
}
