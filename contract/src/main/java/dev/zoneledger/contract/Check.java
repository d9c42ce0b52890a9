package dev.zoneledger.contract;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What record constructors ask of their components; every refusal is an {@link IllegalArgumentException}. */
final class Check {

    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    // Asked of every component of every claim: the words are put together only where something is wrong.
    static void id(String field, @Nullable String id) {
        if (id == null || !Ids.isId(id)) {
            throw new IllegalArgumentException(field + " must be an id: " + Ids.FORM);
        }
    }

    static void optionalId(String field, @Nullable String id) {
        if (id != null) {
            id(field, id);
        }
    }

    static void text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }

    static void matches(String field, Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " must match " + pattern);
        }
    }

    /** Whether nothing is wrong with a text that may be left out. */
    static void faultless(String field, @Nullable String text, Function<String, Optional<String>> fault) {
        if (text != null) {
            fault.apply(text).ifPresent(found -> {
                throw new IllegalArgumentException(field + " " + found);
            });
        }
    }

    /** JSON may leave out what the record cannot do without. */
    static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void revision(int revision) {
        that(revision >= 1, "revision starts at 1");
    }

    /** An unmodifiable copy; JSON leaves an empty list out. */
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
