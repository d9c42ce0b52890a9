package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.rest.Suggestions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters as what they mean, or a problem that says what was expected. */
final class Parameters {

    /** In place of a product's code: figures that are told of no product. */
    static final String NO_PRODUCT = "none";

    private Parameters() {}

    /** The day asked for; today, UTC, if none is. */
    static LocalDate asOf(@Nullable String text) {
        if (text == null) {
            return LocalDate.now(ZoneOffset.UTC);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw refused("asOf", "expected a day, for instance 2020-10-15", null);
        }
    }

    /** Null if none is asked for. */
    static @Nullable Status status(@Nullable String text) {
        return code("status", text, List.of(Status.values()), Status::code);
    }

    /** Null if none is asked for. */
    static @Nullable Basis basis(@Nullable String text, Collection<Basis> possible) {
        return code("basis", text, possible, Basis::code);
    }

    /** Null if none is asked for. */
    static @Nullable Measure measure(@Nullable String text, Collection<Measure> possible) {
        return code("measure", text, possible, Measure::code);
    }

    /** The canonical text of a period; null if none is asked for. */
    static @Nullable String period(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Period.of(text).text();
        } catch (RuntimeException e) {
            throw refused("period", "expected " + Period.FORM, null);
        }
    }

    /** The code of a base unit, empty text for rows without one; null if none is asked for. */
    static @Nullable String unit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        return Unit.find(text)
                .map(unit -> unit.base().code())
                .orElseThrow(() -> refused("unit", "there is no unit " + text, null));
    }

    /** A product of the tree; null if none is asked for. */
    static @Nullable String product(@Nullable String text) {
        if (text == null || ProductTree.builtIn().find(text).isPresent()) {
            return text;
        }
        throw refused(
                "product",
                "there is no product " + text,
                Suggestions.nearest(
                                text,
                                ProductTree.builtIn().products().stream()
                                        .map(ProductTree.Product::code)
                                        .toList())
                        .orElse(null));
    }

    /** A product of the tree, empty text for figures told of no product; null if none is asked for. */
    static @Nullable String productOrNone(@Nullable String text) {
        return NO_PRODUCT.equals(text) ? "" : product(text);
    }

    /** Refuses other dimensions than those that a total of this kind has. */
    static void by(@Nullable String text, String... dimensions) {
        if (text != null && !new TreeSet<>(Arrays.asList(text.split(",", -1))).equals(Set.of(dimensions))) {
            String all = String.join(",", dimensions);
            throw refused(
                    "by",
                    "must be " + all + ": a total adds only what is of the same " + String.join(" and ", dimensions)
                            + ", so none of them can be left out, and there are no others",
                    all);
        }
    }

    private static <E> @Nullable E code(
            String parameter, @Nullable String text, Collection<E> possible, Function<E, String> codeOf) {
        if (text == null) {
            return null;
        }
        List<String> codes = possible.stream().map(codeOf).toList();
        return possible.stream()
                .filter(each -> codeOf.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> refused(
                        parameter,
                        "expected one of " + String.join(", ", codes),
                        Suggestions.nearest(text, codes).orElse(null)));
    }

    private static ProblemException refused(String parameter, String detail, @Nullable String suggestion) {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, detail, suggestion))
                .asException();
    }
}
