package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;

/**
 * How much: a {@link Figure}, or {@link NoFigure} with the reason why there is none. In JSON either
 * {@code {"value": 3000, "unit": "t/a", "qualifier": "exact"}} or {@code {"reason": "withheld"}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Quantity.Figure.class), @JsonSubTypes.Type(Quantity.NoFigure.class)})
public sealed interface Quantity {

    /** So many digits a figure may have in all, as many as an IEEE 754 decimal128. */
    int MAX_DIGITS = 34;

    /** So many of them behind the point. */
    int MAX_SCALE = 18;

    /** No figure of an industrial zone comes near this many of any base unit; beyond it a figure is a mistake. */
    BigDecimal MAX_VALUE = new BigDecimal("1000000000000000");

    /**
     * A figure as printed.
     *
     * @param value not negative; kept without trailing zeros
     */
    record Figure(BigDecimal value, Unit unit, Qualifier qualifier) implements Quantity {
        public Figure {
            Check.present("value", value);
            Check.present("unit", unit);
            Check.present("qualifier", qualifier);
            Check.that(value.signum() >= 0, "value must not be negative");
            Check.that(value.compareTo(MAX_VALUE) <= 0, "value must be at most " + MAX_VALUE.toPlainString());
            value = Unit.plain(value);
            Check.that(
                    value.precision() <= MAX_DIGITS && value.scale() <= MAX_SCALE,
                    "value must have at most " + MAX_DIGITS + " digits, " + MAX_SCALE + " behind the point");
        }
    }

    /** No figure, and why. */
    record NoFigure(Absence reason) implements Quantity {
        public NoFigure {
            Check.present("reason", reason);
        }
    }
}
