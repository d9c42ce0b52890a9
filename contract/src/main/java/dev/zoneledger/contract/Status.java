package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Status of a phase or line in the order of its life, then off the path, then not known. */
public enum Status {
    /** Made public, nothing decided or begun. */
    ANNOUNCED("announced"),
    /** Permits or the investment decision are given. */
    APPROVED("approved"),
    /** Permanent works have begun; a foundation stone is not construction. */
    CONSTRUCTION("construction"),
    /** Built and being run in. */
    COMMISSIONING("commissioning"),
    /** In production: its nameplate capacity is installed capacity. */
    OPERATING("operating"),
    /** Stopped, kept able to run again. */
    MOTHBALLED("mothballed"),
    /** Ended for good. */
    RETIRED("retired"),
    /** Put off without a new date. */
    SHELVED("shelved"),
    /** Given up before it operated. */
    CANCELLED("cancelled"),
    /** From this date on no source says where it stands: in no total, listed among what was left out. */
    UNKNOWN("unknown");

    private final String code;

    Status(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Status of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Status: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
