package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Owner;
import java.util.Arrays;

/** Who speaks in a total. */
public enum Scope {
    /** Organisations and their projects, from the bottom up. */
    REGISTERED("registered"),
    /** The zone as a whole; never an addend of what is registered. */
    DECLARED("declared");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Scope of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scope: " + code));
    }

    static Scope of(Owner owner) {
        return switch (owner.kind()) {
            case ZONE -> DECLARED;
            case ORGANISATION, PROJECT -> REGISTERED;
        };
    }
}
