package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Ids;
import dev.zoneledger.contract.Level;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Stage;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
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
public final class Parameters {

    /** In place of a product's code: figures that are told of no product. */
    static final String NO_PRODUCT = "none";

    private Parameters() {}

    /** The day asked for; today, UTC, if none is. */
    public static LocalDate asOf(@Nullable String text) {
        LocalDate day = day("asOf", text);
        return day == null ? LocalDate.now(ZoneOffset.UTC) : day;
    }

    /** The day that the parameter names; null if it is not given. */
    public static @Nullable LocalDate day(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw refused(parameter, "expected a day, for instance 2020-10-15", null);
        }
    }

    /** Null if none is asked for. */
    public static @Nullable Status status(@Nullable String text) {
        return code("status", text, List.of(Status.values()), Status::code);
    }

    /** Null if none is asked for. */
    public static @Nullable Basis basis(@Nullable String text, Collection<Basis> possible) {
        return code("basis", text, possible, Basis::code);
    }

    /** Null if none is asked for. */
    public static @Nullable Measure measure(@Nullable String text, Collection<Measure> possible) {
        return code("measure", text, possible, Measure::code);
    }

    /** The canonical text of a period; null if none is asked for. */
    static @Nullable String period(@Nullable String text) {
        return text == null ? null : anyPeriod("period", text).text();
    }

    /** A period of any form. */
    public static Period anyPeriod(String parameter, String text) {
        try {
            return Period.of(text);
        } catch (RuntimeException e) {
            throw refused(parameter, "expected " + Period.FORM, null);
        }
    }

    /** What is there, or a problem that it has to be. */
    public static String needed(String parameter, @Nullable String text) {
        if (text == null) {
            throw refused(parameter, "has to be given", null);
        }
        return text;
    }

    /** The code of a base unit, empty text for rows without one; null if none is asked for. */
    public static @Nullable String unit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        return Unit.find(text)
                .map(unit -> unit.base().code())
                .orElseThrow(() -> refused("unit", "there is no unit " + text, null));
    }

    /** A product of the tree; null if none is asked for. */
    public static @Nullable String product(@Nullable String text) {
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
    public static @Nullable String productOrNone(@Nullable String text) {
        return NO_PRODUCT.equals(text) ? "" : product(text);
    }

    /** The id of an organisation, empty text for projects without one; null if none is asked for. */
    static @Nullable String organisation(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals(Slice.NO_ORGANISATION)) {
            return "";
        }
        if (!Ids.isId(text)) {
            throw refused("organisation", "expected the id of an organisation, " + Ids.FORM + ", or none", null);
        }
        return text;
    }

    /** Null if none is asked for. */
    public static @Nullable Stage stage(@Nullable String text) {
        return code("stage", text, List.of(Stage.values()), Stage::code);
    }

    /** Null if none is asked for. */
    static @Nullable Level level(@Nullable String text, Collection<Level> possible) {
        return code("level", text, possible, Level::code);
    }

    /** Null if none is asked for. */
    static OrganisationCoverage.@Nullable Side side(@Nullable String text) {
        return code("side", text, List.of(OrganisationCoverage.Side.values()), OrganisationCoverage.Side::code);
    }

    /** Null if none is asked for. */
    static CalendarPeriod.@Nullable Grain grain(@Nullable String text) {
        return code("grain", text, List.of(CalendarPeriod.Grain.values()), CalendarPeriod.Grain::code);
    }

    /** A year, quarter or month; of those of that length, if one is asked for. */
    public static @Nullable CalendarPeriod calendarPeriod(
            String parameter, @Nullable String text, CalendarPeriod.@Nullable Grain grain) {
        if (text == null) {
            return null;
        }
        CalendarPeriod period = CalendarPeriod.of(anyPeriod(parameter, text))
                .orElseThrow(
                        () -> refused(parameter, "expected a year (2021), quarter (2021-Q1) or month (2021-03)", null));
        if (grain != null && period.within(grain).isEmpty()) {
            throw refused(parameter, "there is no " + grain + " in " + text, null);
        }
        return period;
    }

    /** A whole number between these; the usual one if none is asked for. */
    public static int number(String parameter, @Nullable String text, int usual, int from, int to) {
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < from || Integer.parseInt(text) > to) {
            throw refused(parameter, "expected a whole number from " + from + " to " + to, null);
        }
        return Integer.parseInt(text);
    }

    /**
     * The dimensions by which totals are told apart; the usual ones if none is asked for.
     *
     * @param needed those that every total of this kind has
     * @param others those that it can have beside them
     */
    public static Set<String> by(@Nullable String text, List<String> needed, String... others) {
        if (text == null) {
            return Set.copyOf(needed);
        }
        List<String> given = Arrays.asList(text.split(",", -1));
        Set<String> dimensions = new TreeSet<>(given);
        Set<String> known = new TreeSet<>(needed);
        known.addAll(List.of(others));
        if (dimensions.size() < given.size() || !dimensions.containsAll(needed) || !known.containsAll(dimensions)) {
            throw refused(
                    "by",
                    "must have " + String.join(",", needed) + " in it: a total adds only what is of the same "
                            + String.join(" and ", needed) + ", so none of them can be left out; "
                            + (others.length == 0
                                    ? "there are no others"
                                    : "beside them there can be " + String.join(",", others)),
                    String.join(",", needed));
        }
        return dimensions;
    }

    /** The value of that code; null if none is asked for. */
    public static <E> @Nullable E code(
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

    /** 400, for a parameter that is not as expected. */
    public static ProblemException refused(String parameter, String detail, @Nullable String suggestion) {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, detail, suggestion))
                .asException();
    }
}
