package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Whether a figure is so, is to be so, or adds up since a start. */
public enum Basis {
    /** It is so, or was. */
    ACTUAL("actual"),
    /** It is to be so: the due date or the expected figure of a plan. */
    PLANNED("planned"),
    /** An aim that an authority or a firm has set itself. */
    TARGET("target"),
    /** Since a start that may be unknown: in no total of a period. */
    CUMULATIVE("cumulative");

    private final String code;

    Basis(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Basis of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Basis: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
