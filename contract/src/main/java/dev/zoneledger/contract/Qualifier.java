package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a printed figure is to be read; DOMAIN: kinds of figure. */
public enum Qualifier {
    /** The figure itself. */
    EXACT("exact"),
    /** About the figure: it stands on both sides and is counted as approximate. */
    APPROXIMATELY("approximately"),
    /** "More than": the upper bound is open. */
    AT_LEAST("at-least"),
    /** "Up to": the lower bound is 0. */
    AT_MOST("at-most");

    private final String code;

    Qualifier(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Qualifier of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Qualifier: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
