package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What kind of body an organisation is. */
public enum OrganisationRole {
    /** A firm. */
    ENTERPRISE("enterprise"),
    /** A research institute. */
    INSTITUTE("institute"),
    /** A university. */
    UNIVERSITY("university"),
    /** An authority or an office of one. */
    AGENCY("agency"),
    /** A forum, association or the like. */
    ASSOCIATION("association");

    private final String code;

    OrganisationRole(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static OrganisationRole of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such OrganisationRole: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
