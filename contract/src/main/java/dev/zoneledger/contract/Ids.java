package dev.zoneledger.contract;

/** Ids of zones, organisations, projects, phases, lines, claims and the like: stable, readable, safe in a path. */
public final class Ids {

    public static final int MAX_LENGTH = 100;
    public static final String FORM =
            "1 to 100 characters a-z and 0-9, inside also single '-', '_' or '.', for instance jinmeng-sintered-line";

    private Ids() {}

    /** Read character by character: asked for every id of every entry, where a pattern is many times dearer. */
    public static boolean isId(String text) {
        int length = text.length();
        boolean mayEnd = false;
        for (int i = 0; i < length; i++) {
            char each = text.charAt(i);
            boolean inside = each == '-' || each == '_' || each == '.';
            if (inside ? !mayEnd : !isLetterOrDigit(each)) {
                return false;
            }
            mayEnd = !inside;
        }
        return mayEnd && length <= MAX_LENGTH;
    }

    private static boolean isLetterOrDigit(char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
    }
}
