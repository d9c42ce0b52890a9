package dev.zoneledger.metrics.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How much of a total is in few hands, by the printed figures. */
public final class Concentration {

    private static final BigDecimal SCALE = BigDecimal.valueOf(10_000);
    private static final int DIGITS = 2;

    private Concentration() {}

    /**
     * The Herfindahl-Hirschman index of figures that are not negative: the sum of the squares of their shares in percent,
     * above 0 and at most 10000 (all in one hand), rounded half-even to two digits; empty if they add up to nothing.
     *
     * @param sum of the figures
     * @param squares the sum of their squares
     */
    public static Optional<BigDecimal> index(BigDecimal sum, BigDecimal squares) {
        if (sum.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                Total.plain(squares.multiply(SCALE).divide(sum.multiply(sum), DIGITS, RoundingMode.HALF_EVEN)));
    }
}
