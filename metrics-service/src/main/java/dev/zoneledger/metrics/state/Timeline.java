package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import java.util.Arrays;
import java.util.List;

/** Along which claims a capacity is told. */
public enum Timeline {
    /** What is so. */
    ACTUAL("actual", Basis.ACTUAL),
    /** What is to be so. */
    PLANNED("planned", Basis.PLANNED),
    /** What is so, continued by what is to be so; its series bear the basis actual. */
    OUTLOOK("outlook", Basis.ACTUAL);

    private final String code;
    private final Basis basis;

    Timeline(String code, Basis basis) {
        this.code = code;
        this.basis = basis;
    }

    /** The name in queries and answers. */
    public String code() {
        return code;
    }

    /** Of the stored totals that it is made of, or begins with. */
    public Basis basis() {
        return basis;
    }

    public static List<Timeline> all() {
        return Arrays.asList(values());
    }
}
