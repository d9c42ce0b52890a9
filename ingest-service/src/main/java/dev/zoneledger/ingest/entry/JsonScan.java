package dev.zoneledger.ingest.entry;

import dev.zoneledger.ingest.entry.Words.Word;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON read from its bytes as {@link ClaimReader} asks for it: objects of texts, numbers and flags, whose names are known.
 * It makes no text of a name or a code, and decides on nothing that is broken or rare: that is {@link Unusual}, and read by
 * a parser. What it takes, a parser takes alike.
 */
final class JsonScan {

    /** Not for this reader. It costs nothing to throw, and says nothing: the other reader does. */
    static final class Unusual extends Exception {
        private static final long serialVersionUID = 1L;
        static final Unusual INSTANCE = new Unusual();

        private Unusual() {
            super(null, null, false, false);
        }
    }

    private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int FOUR = Integer.BYTES;
    private static final int TRUE = 0x74727565;
    private static final int ALSE = 0x616C7365;

    private static final byte DELETE = 0x7F;
    private static final long SPACES = EightBytes.of(' ');
    private static final long QUOTES = EightBytes.of('"');
    private static final long BACKSLASHES = EightBytes.of('\\');

    // A long holds every whole number of so many digits.
    private static final int LONG_DIGITS = 18;

    // A parser takes no more.
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int HEX_DIGITS = 4;

    private final byte[] bytes;
    private final int end;
    private final FieldOrder order;
    private int at;

    // The text that was passed last, without its quotation marks.
    private int from;
    private int to;
    private boolean plain;

    /** @param order of the fields of what was read before */
    JsonScan(byte[] bytes, int offset, int length, FieldOrder order) {
        this.bytes = bytes;
        this.order = order;
        this.at = offset;
        this.end = offset + length;
    }

    /** Goes into an object, to the value of its first field; null if it is empty. */
    <T> @Nullable Word<T> first(Words<T> names) throws Unusual {
        expect('{');
        return passed('}') ? null : name(names);
    }

    /**
     * Goes to the value of the object's next field; null at its end. Objects of one kind mostly have their fields in one
     * order: the one that was behind this field the last time is looked for first.
     */
    <T> @Nullable Word<T> next(Words<T> names, Word<T> field) throws Unusual {
        if (passed('}')) {
            return null;
        }
        expect(',');
        Word<T> guess = order.behind(field);
        if (guess != null && passed(guess)) {
            expect(':');
            return guess;
        }
        Word<T> name = name(names);
        order.put(field, name);
        return name;
    }

    private boolean passed(Word<?> word) throws Unusual {
        boolean isText = peek() == '"';
        int first = at + 1;
        int quote = first + word.length();
        if (!isText || quote >= end || bytes[quote] != '"' || !word.isAt(bytes, first, quote)) {
            return false;
        }
        at = quote + 1;
        return true;
    }

    private <T> Word<T> name(Words<T> names) throws Unusual {
        Word<T> name = word(names);
        expect(':');
        return name;
    }

    /** A text of the list. */
    <T> T code(Words<T> words) throws Unusual {
        return word(words).value();
    }

    private <T> Word<T> word(Words<T> words) throws Unusual {
        passText();
        Word<T> found = words.find(bytes, from, to);
        if (found == null) {
            throw Unusual.INSTANCE;
        }
        return found;
    }

    /** A text that is not blank and has nothing in it that is no text. */
    String text() throws Unusual {
        passText();
        if (!plain) {
            String text = decoded();
            require(Fields.isText(text));
            return text;
        }
        int first = from;
        while (first < to && bytes[first] == ' ') {
            first++;
        }
        require(first < to);
        return ascii(from, to);
    }

    boolean flag() throws Unusual {
        boolean flag = peek() == 't';
        at += flag ? "true".length() : "false".length();
        require(at <= end && (flag ? TRUE == four(at - FOUR) : ALSE == four(at - FOUR) && bytes[at - FOUR - 1] == 'f'));
        return flag;
    }

    private int four(int first) {
        return (int) FOUR_BYTES.get(bytes, first);
    }

    /** A number that is not negative, with the digits that it has. */
    BigDecimal number() throws Unusual {
        int first = peek();
        int start = at;
        int whole = passDigits();
        require(whole == 1 || (whole > 1 && first != '0'));
        int scale = 0;
        if (at < end && bytes[at] == '.') {
            at++;
            scale = passDigits();
            require(scale > 0);
        }
        boolean exponent = at < end && (bytes[at] == 'e' || bytes[at] == 'E');
        if (exponent) {
            passExponent();
        }
        require(at - start <= MAX_NUMBER_LENGTH);
        return exponent || whole + scale > LONG_DIGITS
                ? new BigDecimal(ascii(start, at))
                : BigDecimal.valueOf(unscaled(start), scale);
    }

    private int passDigits() {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private void passExponent() throws Unusual {
        at++;
        if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
            at++;
        }
        require(passDigits() > 0);
    }

    private long unscaled(int start) {
        long value = 0;
        for (int i = start; i < at; i++) {
            if (bytes[i] != '.') {
                value = 10 * value + bytes[i] - '0';
            }
        }
        return value;
    }

    /** Nothing may follow. */
    void end() throws Unusual {
        passSpace();
        require(at == end);
    }

    private void passText() throws Unusual {
        expect('"');
        int next = endOfPlain();
        plain = next < end && bytes[next] == '"';
        from = at;
        to = plain ? next : endOfText(next);
        at = to + 1;
    }

    /** The place of the first byte that does not stand for itself in a text; eight bytes are looked at together. */
    private int endOfPlain() {
        int next = at;
        while (next <= end - Long.BYTES) {
            long eight = EightBytes.at(bytes, next);
            // No ASCII, DEL, a control character, " or \.
            long others = ((eight | eight + EightBytes.ONES | eight - SPACES) & EightBytes.HIGHEST)
                    | EightBytes.marked(eight, QUOTES)
                    | EightBytes.marked(eight, BACKSLASHES);
            if (others != 0) {
                return next + EightBytes.firstOf(others);
            }
            next += Long.BYTES;
        }
        while (next < end && isPlain(bytes[next])) {
            next++;
        }
        return next;
    }

    private static boolean isPlain(byte each) {
        return each >= ' ' && each != DELETE && each != '"' && each != '\\';
    }

    private int endOfText(int next) throws Unusual {
        for (int i = next; i < end; i++) {
            if (bytes[i] == '"') {
                return i;
            }
            require(bytes[i] < 0 || bytes[i] >= ' ');
            if (bytes[i] == '\\') {
                i++;
            }
        }
        throw Unusual.INSTANCE;
    }

    private String decoded() throws Unusual {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        // It stands for bytes that are no UTF-8.
        require(text.indexOf(REPLACEMENT) < 0);
        return text.indexOf('\\') < 0 ? text : unescaped(text);
    }

    private static String unescaped(String text) throws Unusual {
        StringBuilder unescaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\\') {
                // The end of the text was found behind it.
                i++;
                each = text.charAt(i);
                if (each == 'u') {
                    each = unicode(text, i + 1);
                    i += HEX_DIGITS;
                } else {
                    each = escape(each);
                }
            }
            unescaped.append(each);
        }
        return unescaped.toString();
    }

    private static char escape(char letter) throws Unusual {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw Unusual.INSTANCE;
        };
    }

    private static char unicode(String text, int first) throws Unusual {
        require(text.length() - first >= HEX_DIGITS);
        int code = 0;
        for (int i = first; i < first + HEX_DIGITS; i++) {
            char each = text.charAt(i);
            int digit = each < DELETE ? Character.digit(each, 16) : -1;
            require(digit >= 0);
            code = 16 * code + digit;
        }
        return (char) code;
    }

    private String ascii(int start, int stop) {
        return new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
    }

    private boolean passed(char sign) throws Unusual {
        if (peek() != sign) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char sign) throws Unusual {
        require(peek() == sign);
        at++;
    }

    /** The next sign that is no space. */
    private int peek() throws Unusual {
        if (at < end && bytes[at] > ' ') {
            return bytes[at];
        }
        passSpace();
        require(at < end);
        return bytes[at];
    }

    private void passSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
    }

    static void require(boolean usual) throws Unusual {
        if (!usual) {
            throw Unusual.INSTANCE;
        }
    }
}
