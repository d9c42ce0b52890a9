package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why a claim has no figure; zero is a figure, so the four states stay apart. */
public enum Absence {
    /** The source does not give the figure. */
    ABSENT("absent"),
    /** There can be no such figure for this subject. */
    NOT_APPLICABLE("not-applicable"),
    /** The source has the figure and keeps it back. */
    WITHHELD("withheld");

    private final String code;

    Absence(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Absence of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Absence: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
