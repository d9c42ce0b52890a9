package dev.zoneledger.metrics.ledger;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A sum of claims that can be taken apart again: an element of a commutative group. What adding a claim puts in,
 * subtracting it takes out to the last digit, in any order. Also the change of such a sum on a date, which may be
 * negative.
 *
 * @param value sum of the printed figures
 * @param lower sum of the lower bounds
 * @param closed sum of the upper bounds that are there
 * @param open claims whose upper bound is open
 * @param claims all claims, those without a figure too
 * @param approximate claims whose figure is an approximate one
 * @param withoutFigure claims that state no figure
 * @param begunBy claims that begin here by a date of which only "not later than" is known
 */
public record Total(
        BigDecimal value,
        BigDecimal lower,
        BigDecimal closed,
        long open,
        long claims,
        long approximate,
        long withoutFigure,
        long begunBy) {

    public static final Total ZERO = new Total(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0, 0, 0);

    /** A beginning that may have been earlier, and nothing else. */
    public static final Total BEGUN_BY = new Total(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0, 0, 1);

    public Total {
        value = plain(value);
        lower = plain(lower);
        closed = plain(closed);
    }

    public Total plus(Total other) {
        return new Total(
                value.add(other.value),
                lower.add(other.lower),
                closed.add(other.closed),
                open + other.open,
                claims + other.claims,
                approximate + other.approximate,
                withoutFigure + other.withoutFigure,
                begunBy + other.begunBy);
    }

    public Total minus(Total other) {
        return plus(other.negated());
    }

    public Total negated() {
        return new Total(
                value.negate(),
                lower.negate(),
                closed.negate(),
                -open,
                -claims,
                -approximate,
                -withoutFigure,
                -begunBy);
    }

    /** The same without its beginnings, which belong to a date and not to what holds from then on. */
    public Total standing() {
        return begunBy == 0 ? this : new Total(value, lower, closed, open, claims, approximate, withoutFigure, 0);
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    /** Whether at least one claim in it carries a figure. */
    public boolean hasFigure() {
        return claims > withoutFigure;
    }

    /** The upper bound; empty if it is open, or no claim carries a figure. */
    public Optional<BigDecimal> upper() {
        return open == 0 && hasFigure() ? Optional.of(closed) : Optional.empty();
    }

    /** Whether the interval is a point: then the value is the one that it can be, but for what is approximate. */
    public boolean isPoint() {
        return hasFigure() && approximate == 0 && withoutFigure == 0 && open == 0 && lower.compareTo(closed) == 0;
    }

    /** The one form of a decimal: no trailing zeros, no exponent. */
    public static BigDecimal plain(BigDecimal decimal) {
        if (decimal.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
