package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much: a {@link Figure}, or {@link NoFigure} with the reason why there is none. In JSON either
 * {@code {"value": 3000, "unit": "t/a", "qualifier": "exact"}} or {@code {"reason": "withheld"}}.
 */
public sealed interface Quantity {

    /** So many digits a figure may have in all, as many as an IEEE 754 decimal128. */
    int MAX_DIGITS = 34;

    /** So many of them behind the point. */
    int MAX_SCALE = 18;

    /** No figure of an industrial zone comes near this many of any base unit; beyond it a figure is a mistake. */
    BigDecimal MAX_VALUE = new BigDecimal("1000000000000000");

    /** As long as an excerpt: a figure with its words around it, no sentence. */
    int MAX_PRINTED = 200;

    /**
     * A figure as it was understood.
     *
     * @param value not negative; kept without trailing zeros
     * @param printed the figure in its own spelling, {@code 0.5万吨}, where that is more than value and unit
     */
    record Figure(
            BigDecimal value,
            Unit unit,
            Qualifier qualifier,
            @Nullable String printed) implements Quantity {
        public Figure(BigDecimal value, Unit unit, Qualifier qualifier) {
            this(value, unit, qualifier, null);
        }

        public Figure {
            Check.that(
                    printed == null || (!printed.isBlank() && printed.length() <= MAX_PRINTED),
                    "printed must not be blank and has at most " + MAX_PRINTED + " characters");
            Check.present("value", value);
            Check.present("unit", unit);
            Check.present("qualifier", qualifier);
            Check.that(value.signum() >= 0, "value must not be negative");
            Check.that(value.compareTo(MAX_VALUE) <= 0, "value must be at most 1000000000000000");
            value = Unit.plain(value);
            Check.that(
                    value.precision() <= MAX_DIGITS && value.scale() <= MAX_SCALE,
                    "value must have at most " + MAX_DIGITS + " digits, " + MAX_SCALE + " behind the point");
        }
    }

    /** A figure and a reason why there is none cannot both be meant, so no half of it is dropped. */
    @JsonCreator
    static Quantity of(
            @JsonProperty("value") @Nullable BigDecimal value,
            @JsonProperty("unit") @Nullable Unit unit,
            @JsonProperty("qualifier") @Nullable Qualifier qualifier,
            @JsonProperty("printed") @Nullable String printed,
            @JsonProperty("reason") @Nullable Absence reason) {
        if (reason != null) {
            Check.that(
                    value == null && unit == null && qualifier == null && printed == null,
                    "a quantity is a figure or the reason why there is none, not both");
            return new NoFigure(reason);
        }
        if (value == null || unit == null || qualifier == null) {
            throw new IllegalArgumentException(
                    "a quantity is a value with its unit and qualifier, or the reason why there is none");
        }
        return new Figure(value, unit, qualifier, printed);
    }

    /** No figure, and why. */
    record NoFigure(Absence reason) implements Quantity {
        public NoFigure {
            Check.present("reason", reason);
        }
    }
}
