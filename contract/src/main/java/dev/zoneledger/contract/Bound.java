package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** On which side of its date a beginning may lie. */
public enum Bound {
    /** It had begun by this date, when exactly is not known: counts from this date. */
    NOT_LATER("not-later");

    private final String code;

    Bound(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Bound of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Bound: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
