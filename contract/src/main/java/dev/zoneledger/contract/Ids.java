package dev.zoneledger.contract;

import java.util.regex.Pattern;

/** Ids of zones, organisations, projects, phases, lines, claims and the like: stable, readable, safe in a path. */
public final class Ids {

    public static final int MAX_LENGTH = 100;
    public static final String FORM =
            "1 to 100 characters a-z and 0-9, inside also single '-', '_' or '.', for instance jinmeng-sintered-line";

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9]+(?:[-_.][a-z0-9]+)*+");

    private Ids() {}

    public static boolean isId(String text) {
        return text.length() <= MAX_LENGTH && PATTERN.matcher(text).matches();
    }
}
