package dev.zoneledger.catalog.registry;

import io.quarkus.panache.common.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The declared filters that a request has set, as one condition; values are only ever parameters. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Parameters parameters = new Parameters();

    /** Adds the condition, whose parameter bears that name, if there is a value. */
    Conditions and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add("(" + condition + ")");
            parameters.and(name, value);
        }
        return this;
    }

    /** Adds a condition whose parameters, if it has any, are bound already. */
    Conditions and(boolean applies, String condition) {
        if (applies) {
            conditions.add("(" + condition + ")");
        }
        return this;
    }

    /** Gives a parameter its value. */
    Conditions bind(String name, Object value) {
        parameters.and(name, value);
        return this;
    }

    String query() {
        return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    }

    Parameters parameters() {
        return parameters;
    }
}
