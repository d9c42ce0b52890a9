package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Rank of a claim, as Wikidata uses it, and quarantined. */
public enum ClaimRank {
    /** Holds before any normal claim of the same series and date. */
    PREFERRED("preferred"),
    /** The rank of a claim that nobody has ranked. */
    NORMAL("normal"),
    /** Known to be wrong; kept with its reason, in no total. */
    DEPRECATED("deprecated"),
    /** Ambiguous or implausible; visible with its readings, in no total until a steward decides. */
    QUARANTINED("quarantined");

    private final String code;

    ClaimRank(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static ClaimRank of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such ClaimRank: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
