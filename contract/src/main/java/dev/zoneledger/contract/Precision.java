package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How exactly a date is known. */
public enum Precision {
    /** To the day. */
    DAY("day"),
    /** To the month: counts from its last day. */
    MONTH("month"),
    /** To the year: counts from its last day, as OECD counts year-end stock. */
    YEAR("year"),
    /** Not at all. */
    UNKNOWN("unknown");

    private final String code;

    Precision(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Precision of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Precision: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
