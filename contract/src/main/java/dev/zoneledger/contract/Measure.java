package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a claim measures. The money measures are three different things and are never added to each other. */
public enum Measure {
    /** Rated (nameplate) quantity a year; a stock, true from a date on. */
    CAPACITY("capacity", Family.CAPACITY),
    /** Quantity made in a period; a flow. */
    OUTPUT("output", Family.OUTPUT),
    /** Value of what was made in a period, sold or not; a flow of money. */
    GROSS_OUTPUT_VALUE("gross-output-value", Family.VALUE),
    /** What was earned by selling in a period; a flow of money. */
    SALES_REVENUE("sales-revenue", Family.VALUE),
    /** What was or is to be spent on building; a flow of money. */
    INVESTMENT("investment", Family.VALUE),
    /** A number of things, named by {@code counted}: patents, enterprises; a stock, true at a date. */
    COUNT("count", Family.COUNT);

    /** Measures that share an event type, a schema and the fields they ask for. */
    public enum Family {
        CAPACITY,
        OUTPUT,
        VALUE,
        COUNT
    }

    private final String code;
    private final Family family;

    Measure(String code, Family family) {
        this.code = code;
        this.family = family;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    public Family family() {
        return family;
    }

    /** Whether a claim of this measure speaks of a period (a flow) and not of a state from a date on (a stock). */
    public boolean isFlow() {
        return family == Family.OUTPUT || family == Family.VALUE;
    }

    @JsonCreator
    public static Measure of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such Measure: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
