package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.Ids;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Suggestions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Query parameters that must be one of a list; another value is told apart from "nothing found". */
public final class Choices {

    private static final int MAX_TEXT = 2000;
    private static final int LAST_YEAR = 9999;

    private Choices() {}

    public static @Nullable String oneOf(String parameter, @Nullable String given, Object[] values) {
        if (given == null) {
            return null;
        }
        List<String> codes = Arrays.stream(values).map(Object::toString).toList();
        if (codes.contains(given)) {
            return given;
        }
        throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                        parameter,
                        "expected one of " + String.join(", ", codes),
                        Suggestions.nearest(given, codes).orElse(null)))
                .asException();
    }

    /** An id; what cannot be one is a mistake of the question and not an empty answer. */
    public static @Nullable String id(String parameter, @Nullable String given) {
        if (given == null || Ids.isId(given)) {
            return given;
        }
        throw Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, "expected an id: " + Ids.FORM, null))
                .asException();
    }

    /** An id that the question cannot do without. */
    public static String requiredId(String parameter, @Nullable String given) {
        String id = id(parameter, given);
        if (id == null) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, "is missing", null))
                    .asException();
        }
        return id;
    }

    /** Any text that a record can hold. */
    public static @Nullable String text(String parameter, @Nullable String given) {
        if (given == null || (!given.isBlank() && given.length() <= MAX_TEXT && given.indexOf('\0') < 0)) {
            return given;
        }
        throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                        parameter, "expected a text of 1 to " + MAX_TEXT + " characters", null))
                .asException();
    }

    /** An instant of RFC 3339. */
    public static @Nullable Instant instant(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(given);
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Answered below.
        }
        throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                        parameter, "expected an instant, for instance 2026-10-15T08:00:00Z", null))
                .asException();
    }

    /** A day of the calendar. */
    public static @Nullable LocalDate day(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            if (given.length() == 10) {
                return LocalDate.parse(given);
            }
        } catch (DateTimeException e) {
            // Answered below.
        }
        throw Problem.invalidParameter(
                        Problem.FieldError.ofParameter(parameter, "expected a day, for instance 2020-10-15", null))
                .asException();
    }

    static @Nullable Boolean yesOrNo(String parameter, @Nullable String given) {
        String answer = oneOf(parameter, given, new Object[] {true, false});
        return answer == null ? null : Boolean.valueOf(answer);
    }

    /** The product with all below it. */
    public static @Nullable Set<String> product(@Nullable String given) {
        if (given == null) {
            return null;
        }
        ProductTree products = ProductTree.builtIn();
        if (products.find(given).isEmpty()) {
            List<String> codes =
                    products.products().stream().map(ProductTree.Product::code).toList();
            throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                            "product",
                            "there is no such product in the product tree",
                            Suggestions.nearest(given, codes).orElse(null)))
                    .asException();
        }
        return products.withDescendants(given);
    }
}
