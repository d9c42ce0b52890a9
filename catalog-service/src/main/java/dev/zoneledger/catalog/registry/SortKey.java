package dev.zoneledger.catalog.registry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list can be sorted by; never null in any row, so that every row has a place.
 *
 * @param name in {@code sort}
 * @param attribute of the row's entity
 * @param value the attribute of a row
 * @param parse the value's text as a cursor keeps it, read again
 * @param needs the filter without which there is no index to sort with; null if none
 */
record SortKey<R>(
        String name,
        String attribute,
        Function<R, Object> value,
        Function<String, Object> parse,
        @Nullable String needs) {

    static <R> SortKey<R> text(String name, String attribute, Function<R, String> value) {
        return new SortKey<>(name, attribute, value::apply, text -> text, null);
    }

    static <R> SortKey<R> instant(String name, String attribute, Function<R, Instant> value) {
        return new SortKey<>(name, attribute, value::apply, Instant::parse, null);
    }

    static <R> SortKey<R> day(String name, String attribute, Function<R, LocalDate> value) {
        return new SortKey<>(name, attribute, value::apply, LocalDate::parse, null);
    }

    static <R> SortKey<R> decimal(String name, String attribute, Function<R, BigDecimal> value) {
        return new SortKey<>(name, attribute, value::apply, BigDecimal::new, null);
    }

    /** The same, for requests that filter by that parameter. */
    SortKey<R> needing(String parameter) {
        return new SortKey<>(name, attribute, value, parse, parameter);
    }
}
