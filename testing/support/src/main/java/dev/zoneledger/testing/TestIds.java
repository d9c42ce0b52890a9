package dev.zoneledger.testing;

import java.util.UUID;

/** Names that no other test and no earlier run has used. */
public final class TestIds {
    private TestIds() {}

    /** The id of a zone of the test's own, such as {@code baotou-3f9c21d07a4e}. */
    public static String zone(String prefix) {
        return unique(prefix);
    }

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
