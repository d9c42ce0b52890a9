package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the closed list: UCUM for quantities ({@code t/a}, <code>{set}/a</code>), ISO 4217 for money.
 *
 * @param code the unit as it stands in JSON
 * @param dimension what it is a unit of; only figures of one dimension are ever added, and for money one currency
 * @param factor how many of the dimension's base unit one of this unit is; a power of ten, so conversion is exact
 */
public record Unit(@JsonValue String code, Dimension dimension, BigDecimal factor) {

    /** What a unit is a unit of. */
    public enum Dimension {
        MASS("t"),
        MASS_PER_YEAR("t/a"),
        SETS("{set}"),
        SETS_PER_YEAR("{set}/a"),
        PIECES("{piece}"),
        PIECES_PER_YEAR("{piece}/a"),
        MONEY(null),
        NUMBER("1");

        private final @Nullable String base;

        Dimension(@Nullable String base) {
            this.base = base;
        }
    }

    private static final Map<String, Unit> QUANTITIES = quantities();

    /** The unit of that code, if it is on the list. Currencies are those of ISO 4217 as the platform knows them. */
    public static Optional<Unit> find(String code) {
        Unit quantity = QUANTITIES.get(code);
        if (quantity != null) {
            return Optional.of(quantity);
        }
        return isCurrency(code) ? Optional.of(new Unit(code, Dimension.MONEY, BigDecimal.ONE)) : Optional.empty();
    }

    @JsonCreator
    public static Unit of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no such unit: " + code));
    }

    /** Codes of all units but the currencies, in the order of the list. */
    public static Iterable<String> quantityCodes() {
        return QUANTITIES.keySet();
    }

    /** The unit that totals of this dimension are kept in; a currency is its own. */
    public Unit base() {
        return dimension.base == null ? this : of(dimension.base);
    }

    /** The same amount in the base unit, to the last digit. */
    public BigDecimal toBase(BigDecimal value) {
        return plain(value.multiply(factor));
    }

    /** The same amount in this unit, to the last digit. */
    public BigDecimal fromBase(BigDecimal value) {
        return plain(value.divide(factor));
    }

    @Override
    public String toString() {
        return code;
    }

    /** The one form of a decimal: no trailing zeros, no exponent. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static boolean isCurrency(String code) {
        return Holder.CURRENCIES.contains(code);
    }

    private static Map<String, Unit> quantities() {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (Unit unit : new Unit[] {
            new Unit("t/a", Dimension.MASS_PER_YEAR, BigDecimal.ONE),
            new Unit("kt/a", Dimension.MASS_PER_YEAR, new BigDecimal("1000")),
            new Unit("Mt/a", Dimension.MASS_PER_YEAR, new BigDecimal("1000000")),
            new Unit("kg/a", Dimension.MASS_PER_YEAR, new BigDecimal("0.001")),
            new Unit("t", Dimension.MASS, BigDecimal.ONE),
            new Unit("kt", Dimension.MASS, new BigDecimal("1000")),
            new Unit("Mt", Dimension.MASS, new BigDecimal("1000000")),
            new Unit("kg", Dimension.MASS, new BigDecimal("0.001")),
            new Unit("{set}/a", Dimension.SETS_PER_YEAR, BigDecimal.ONE),
            new Unit("{set}", Dimension.SETS, BigDecimal.ONE),
            new Unit("{piece}/a", Dimension.PIECES_PER_YEAR, BigDecimal.ONE),
            new Unit("{piece}", Dimension.PIECES, BigDecimal.ONE),
            new Unit("1", Dimension.NUMBER, BigDecimal.ONE),
        }) {
            units.put(unit.code, unit);
        }
        return Collections.unmodifiableMap(units);
    }

    /** Loaded when the first money figure comes. */
    private static final class Holder {
        static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toUnmodifiableSet());
    }
}
