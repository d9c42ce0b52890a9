package dev.zoneledger.ingest.entry;

import static dev.zoneledger.ingest.entry.Parts.there;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.UnitList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A figure, or the reason why there is none, held against the measure and the product that it is told of. */
final class Quantities {

    static final Codes<Qualifier> QUALIFIERS = new Codes<>(Qualifier.class, Qualifier::code);

    static final Set<String> FIGURE = Fields.namesOf(Quantity.Figure.class);
    private static final Set<String> QUANTITY = union(FIGURE, Fields.namesOf(Quantity.NoFigure.class));

    private static final List<String> COMMON_CURRENCIES = List.of("CNY", "USD", "EUR", "JPY");

    private Quantities() {}

    static @Nullable Quantity read(Fields entry, @Nullable Measure measure, @Nullable Product product) {
        Fields fields = entry.object("quantity", QUANTITY);
        if (fields == null) {
            return null;
        }
        return fields.has("reason") ? noFigure(fields) : figure(fields, measure, product);
    }

    private static @Nullable Quantity noFigure(Fields fields) {
        Absence reason = fields.code("reason", Parts.ABSENCES);
        boolean alone = true;
        for (String name : FIGURE) {
            if (fields.has(name)) {
                fields.fault(name, "a quantity with a reason has no figure");
                alone = false;
            }
        }
        return reason == null || !alone ? null : new Quantity.NoFigure(reason);
    }

    private static @Nullable Quantity figure(Fields fields, @Nullable Measure measure, @Nullable Product product) {
        BigDecimal value = value(fields);
        Unit unit = unit(fields, measure, product);
        Qualifier qualifier = fields.codeOr("qualifier", QUALIFIERS, Qualifier.EXACT);
        String printed = fields.optionalText("printed");
        if (printed != null && printed.length() > Quantity.MAX_PRINTED) {
            return fields.fault("printed", "expected at most " + Quantity.MAX_PRINTED + " characters");
        }
        return value == null || unit == null ? null : new Quantity.Figure(value, unit, qualifier, printed);
    }

    private static @Nullable BigDecimal value(Fields fields) {
        BigDecimal value = fields.number("value");
        if (value == null) {
            return null;
        }
        if (value.signum() < 0) {
            return fields.fault("value", "expected a number that is not negative");
        }
        if (value.compareTo(Quantity.MAX_VALUE) > 0) {
            return fields.fault("value", "expected at most " + Quantity.MAX_VALUE.toPlainString());
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int whole = Math.max(0, stripped.precision() - stripped.scale());
        int behindThePoint = Math.max(0, stripped.scale());
        if (behindThePoint > Quantity.MAX_SCALE || whole + behindThePoint > Quantity.MAX_DIGITS) {
            return fields.fault(
                    "value",
                    "expected at most " + Quantity.MAX_DIGITS + " digits, " + Quantity.MAX_SCALE + " behind the point");
        }
        return value;
    }

    private static @Nullable Unit unit(Fields fields, @Nullable Measure measure, @Nullable Product product) {
        String code = fields.text("unit");
        if (code == null) {
            return null;
        }
        Optional<Unit> found = Unit.find(code);
        if (found.isEmpty()) {
            return fields.fault(
                    "unit",
                    () -> "there is no such unit; expected " + expected(measure, product),
                    () -> like(code, fitting(measure, product)));
        }
        Unit unit = found.get();
        return fits(unit, measure, product)
                ? unit
                : fields.fault(
                        "unit",
                        () -> "does not fit the measure " + there(measure)
                                + (product == null ? "" : " and the product " + product.code()) + "; expected "
                                + expected(measure, product),
                        () -> sibling(code, fitting(measure, product)));
    }

    static boolean fits(Unit unit, @Nullable Measure measure, @Nullable Product product) {
        if (measure == null) {
            return true;
        }
        if (!Claim.fits(measure, unit)) {
            return false;
        }
        return switch (measure.family()) {
            case CAPACITY ->
                product == null || unit.dimension() == product.dimension().capacity();
            case OUTPUT ->
                product == null || unit.dimension() == product.dimension().output();
            case VALUE, COUNT -> true;
        };
    }

    private static String expected(@Nullable Measure measure, @Nullable Product product) {
        return measure != null && measure.family() == Measure.Family.VALUE
                ? "a currency of ISO 4217, for instance CNY"
                : "one of " + String.join(", ", fitting(measure, product));
    }

    /** Codes of the units that fit, of currencies only the common ones. */
    private static List<String> fitting(@Nullable Measure measure, @Nullable Product product) {
        List<String> codes = new ArrayList<>();
        Unit.quantityCodes().forEach(codes::add);
        codes.addAll(COMMON_CURRENCIES);
        codes.removeIf(code -> !fits(Unit.of(code), measure, product));
        return codes;
    }

    private static @Nullable String like(String given, List<String> fitting) {
        String written = UnitList.canonical(given);
        for (String aYear : UnitList.builtIn().perYear().after()) {
            if (written.endsWith(aYear)) {
                written = written.substring(0, written.length() - aYear.length());
                break;
            }
        }
        Optional<String> named = UnitList.builtIn().named(written).stream()
                .map(unit -> fitting.contains(unit.code()) ? unit.code() : sibling(unit.code(), fitting))
                .filter(Objects::nonNull)
                .findFirst();
        return named.orElseGet(() -> Fields.nearest(given, fitting));
    }

    /** The same unit for a year, or without it; else the first that fits. */
    private static @Nullable String sibling(String code, List<String> fitting) {
        String other = code.endsWith("/a") ? code.substring(0, code.length() - 2) : code + "/a";
        if (fitting.contains(other)) {
            return other;
        }
        return fitting.isEmpty() ? null : fitting.getFirst();
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> union = new LinkedHashSet<>(left);
        union.addAll(right);
        return union;
    }
}
