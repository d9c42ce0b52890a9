package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the closed list in {@code units.yaml}: UCUM for quantities ({@code t/a}, <code>{set}/a</code>), ISO 4217 for
 * money.
 *
 * @param code the unit as it stands in JSON
 * @param dimension what it is a unit of; only figures of one dimension are ever added, and for money one currency
 * @param factor how many of the dimension's base unit one of this unit is; a power of ten, so conversion is exact
 */
public record Unit(@JsonValue String code, Dimension dimension, BigDecimal factor) {

    /** What a unit is a unit of. */
    public enum Dimension {
        MASS("mass", "t"),
        MASS_PER_YEAR("mass-per-year", "t/a"),
        SETS("sets", "{set}"),
        SETS_PER_YEAR("sets-per-year", "{set}/a"),
        PIECES("pieces", "{piece}"),
        PIECES_PER_YEAR("pieces-per-year", "{piece}/a"),
        ENERGY("energy", "MW.h"),
        ENERGY_PER_YEAR("energy-per-year", "MW.h/a"),
        /** Rated power of what is made; a power station's own rating is no quantity of anything made. */
        POWER("power", "MW"),
        POWER_PER_YEAR("power-per-year", "MW/a"),
        MONEY("money", null),
        NUMBER("number", "1");

        private final String code;
        private final @Nullable String base;

        Dimension(String code, @Nullable String base) {
            this.code = code;
            this.base = base;
        }

        /** The name in JSON and in the documentation. */
        @JsonValue
        public String code() {
            return code;
        }

        /** The dimension of as much a year, where there is one. */
        public Optional<Dimension> perYear() {
            return switch (this) {
                case MASS -> Optional.of(MASS_PER_YEAR);
                case SETS -> Optional.of(SETS_PER_YEAR);
                case PIECES -> Optional.of(PIECES_PER_YEAR);
                case ENERGY -> Optional.of(ENERGY_PER_YEAR);
                case POWER -> Optional.of(POWER_PER_YEAR);
                case MASS_PER_YEAR, SETS_PER_YEAR, PIECES_PER_YEAR, ENERGY_PER_YEAR, POWER_PER_YEAR, MONEY, NUMBER ->
                    Optional.empty();
            };
        }
    }

    static final String A_YEAR = "/a";

    /** The unit of that code, if it is on the list. Currencies are those of ISO 4217 as the platform knows them. */
    public static Optional<Unit> find(String code) {
        Unit quantity = UnitList.builtIn().quantity(code);
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
        return UnitList.builtIn().quantityCodes();
    }

    /** The unit that totals of this dimension are kept in; a currency is its own. */
    public Unit base() {
        return dimension.base == null ? this : of(dimension.base);
    }

    /** As much a year, where there is such a unit. */
    public Optional<Unit> perYear() {
        return dimension.perYear().flatMap(yearly -> find(code + A_YEAR));
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

    /** Loaded when the first money figure comes. */
    private static final class Holder {
        static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toUnmodifiableSet());
    }
}
