package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.rest.Problem;
import java.util.List;
import java.util.function.Function;
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
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        // Five digits are enough to be too many, and never overflow.
        int limit = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter("limit", "expected 1 to " + MAX_LIMIT, null))
                    .asException();
        }
        return limit;
    }

    /** The page of rows that were asked for with one more than the limit. */
    static <T> Page of(List<? extends T> rows, int limit, Function<T, JsonNode> item, Function<T, Cursor> cursor) {
        boolean more = rows.size() > limit;
        List<? extends T> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream().map(item).toList(),
                more ? cursor.apply(page.getLast()).toString() : null);
    }
}
