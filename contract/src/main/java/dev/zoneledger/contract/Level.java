package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where a subject stands; a figure of a lower level is an addend of the one above. */
public enum Level {
    /** The zone as a reporting body: what it says of itself is declared, never an addend. */
    ZONE("zone"),
    /** An organisation as a whole. */
    ORGANISATION("organisation"),
    /** A building programme. */
    PROJECT("project"),
    /** A stage of a project. */
    PHASE("phase"),
    /** The equipment for one product in a phase. */
    LINE("line");

    private final String code;

    Level(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Level of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Level: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
