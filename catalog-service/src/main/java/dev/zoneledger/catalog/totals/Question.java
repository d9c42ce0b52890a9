package dev.zoneledger.catalog.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
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

/**
 * What is asked for, read as metrics-service reads it at its addresses.
 *
 * @param bases those that are asked for
 * @param products the one asked for and its descendants; those told of no product are the empty text; null for all
 * @param slot a status of a capacity or a period of a flow; null for all
 * @param asOf for a flow, which counts on any day or on none, some day
 */
record Question(
        String zone,
        Scope scope,
        Measure measure,
        List<Basis> bases,
        @Nullable Collection<String> products,
        @Nullable String slot,
        LocalDate asOf) {

    /** In place of a product's code: figures that are told of no product. */
    static final String NO_PRODUCT = "none";

    static final List<Measure> MEASURES = List.of(
            Measure.CAPACITY, Measure.OUTPUT, Measure.GROSS_OUTPUT_VALUE, Measure.SALES_REVENUE, Measure.INVESTMENT);

    private static final List<Basis> OF_STOCKS = List.of(Basis.ACTUAL, Basis.PLANNED);

    /** A cumulative figure is in no total of a period. */
    private static final List<Basis> OF_FLOWS = List.of(Basis.ACTUAL, Basis.PLANNED, Basis.TARGET);

    static Measure measure(@Nullable String text) {
        if (text == null) {
            throw refused("measure", "say of what: " + codes(MEASURES, Measure::code), null);
        }
        return code("measure", text, MEASURES, Measure::code);
    }

    static Scope scope(@Nullable String text) {
        return text == null ? Scope.REGISTERED : code("scope", text, List.of(Scope.values()), Scope::code);
    }

    /** Of a capacity actual if none is named, of a flow all: each is a row of its own. */
    static List<Basis> bases(Measure measure, @Nullable String text) {
        List<Basis> possible = measure.isFlow() ? OF_FLOWS : OF_STOCKS;
        if (text != null) {
            return List.of(code("basis", text, possible, Basis::code));
        }
        return measure.isFlow() ? possible : List.of(Basis.ACTUAL);
    }

    static @Nullable Collection<String> products(Measure measure, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals(NO_PRODUCT) && measure.family() == Measure.Family.VALUE) {
            return List.of("");
        }
        ProductTree tree = ProductTree.builtIn();
        if (tree.find(text).isEmpty()) {
            throw refused(
                    "product",
                    "there is no product " + text,
                    Suggestions.nearest(
                                    text,
                                    tree.products().stream()
                                            .map(ProductTree.Product::code)
                                            .toList())
                            .orElse(null));
        }
        return tree.withDescendants(text);
    }

    static @Nullable String slot(Measure measure, @Nullable String status, @Nullable String period) {
        if (measure.isFlow()) {
            refuse(measure, "status", status);
            return period(period);
        }
        refuse(measure, "period", period);
        return status == null
                ? null
                : code("status", status, List.of(Status.values()), Status::code).code();
    }

    /** Of a capacity today, UTC, if none is named. */
    static LocalDate asOf(Measure measure, @Nullable String text) {
        if (measure.isFlow()) {
            refuse(measure, "asOf", text);
            return LocalDate.EPOCH;
        }
        if (text == null) {
            return LocalDate.now(ZoneOffset.UTC);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw refused("asOf", "expected a day, for instance 2020-10-15", null);
        }
    }

    /** Refuses other dimensions than those that a total of this measure has. */
    static void by(Measure measure, @Nullable String text) {
        List<String> dimensions = switch (measure.family()) {
            case CAPACITY -> List.of("product", "status");
            case OUTPUT -> List.of("product", "period");
            case VALUE, COUNT -> List.of("measure", "period");
        };
        if (text != null && !new TreeSet<>(Arrays.asList(text.split(",", -1))).equals(Set.copyOf(dimensions))) {
            String all = String.join(",", dimensions);
            throw refused(
                    "by",
                    "must be " + all + ": a total adds only what is of the same " + String.join(" and ", dimensions)
                            + ", so none of them can be left out, and there are no others",
                    all);
        }
    }

    private static @Nullable String period(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Period.of(text).text();
        } catch (RuntimeException e) {
            throw refused("period", "expected " + Period.FORM, null);
        }
    }

    private static void refuse(Measure measure, String parameter, @Nullable String text) {
        if (text != null) {
            throw refused(
                    parameter,
                    measure.isFlow()
                            ? "a flow belongs to its period; there is no " + parameter + " of " + measure.code()
                            : "a stock has no period; ask for asOf",
                    null);
        }
    }

    private static <E> E code(String parameter, String text, Collection<E> possible, Function<E, String> codeOf) {
        List<String> codes = possible.stream().map(codeOf).toList();
        return possible.stream()
                .filter(each -> codeOf.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> refused(
                        parameter,
                        "expected one of " + String.join(", ", codes),
                        Suggestions.nearest(text, codes).orElse(null)));
    }

    private static <E> String codes(Collection<E> possible, Function<E, String> codeOf) {
        return String.join(", ", possible.stream().map(codeOf).toList());
    }

    private static ProblemException refused(String parameter, String detail, @Nullable String suggestion) {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, detail, suggestion))
                .asException();
    }
}
