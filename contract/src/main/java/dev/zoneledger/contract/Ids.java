package dev.zoneledger.contract;

/** Ids of zones, organisations, projects, phases, lines, claims and the like: stable, readable, safe in a path. */
public final class Ids {

    public static final int MAX_LENGTH = 100;
    public static final String FORM =
            "1 to 100 characters a-z and 0-9, inside also single '-', '_' or '.', for instance jinmeng-sintered-line";

    // What a character may be in an id.
    private static final byte NONE = 0;
    private static final byte LETTER_OR_DIGIT = 1;
    private static final byte SEPARATOR = 2;

    /** By the character's code; others are nothing. */
    private static final byte[] ROLES = roles();

    private Ids() {}

    /** Read character by character: asked for every id of every entry, where a pattern is many times dearer. */
    public static boolean isId(String text) {
        int length = text.length();
        int before = SEPARATOR;
        for (int i = 0; i < length; i++) {
            char each = text.charAt(i);
            int role = each < ROLES.length ? ROLES[each] : NONE;
            if (role == NONE || (role & before) == SEPARATOR) {
                return false;
            }
            before = role;
        }
        return before == LETTER_OR_DIGIT && length <= MAX_LENGTH;
    }

    private static byte[] roles() {
        byte[] roles = new byte['z' + 1];
        for (char each = 0; each < roles.length; each++) {
            boolean letterOrDigit = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
            boolean separator = each == '-' || each == '_' || each == '.';
            roles[each] = letterOrDigit ? LETTER_OR_DIGIT : separator ? SEPARATOR : NONE;
        }
        return roles;
    }
}
