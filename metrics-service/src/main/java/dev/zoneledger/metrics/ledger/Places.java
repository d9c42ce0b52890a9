package dev.zoneledger.metrics.ledger;

import java.util.List;

/** Places below an owner: empty text for the owner itself, {@code phase}, {@code phase/line}. */
public final class Places {

    /** The owner itself. */
    public static final String OWNER = "";

    private static final List<String> ABOVE_A_PHASE = List.of(OWNER);

    private Places() {}

    /** The places that this one is a part of, the nearest first. */
    public static List<String> above(String place) {
        if (place.isEmpty()) {
            return List.of();
        }
        int slash = place.indexOf('/');
        return slash < 0 ? ABOVE_A_PHASE : List.of(place.substring(0, slash), OWNER);
    }

    /** Whether the place can have no parts. */
    public static boolean isLine(String place) {
        return place.indexOf('/') >= 0;
    }
}
