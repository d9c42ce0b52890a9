package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.rest.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the {@code cursor} of the next page; left out on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page(List<JsonNode> items, @Nullable String next) {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;

    /** The limit asked for, or the default. */
    static int limit(@Nullable String text) {
        return limit(text, DEFAULT_LIMIT);
    }

    /** The limit asked for, or the other one. */
    static int limit(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        // Five digits are enough to be too many, and never overflow.
        int limit = text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter("limit", "expected 1 to " + MAX_LIMIT, null))
                    .asException();
        }
        return limit;
    }
}
