package dev.zoneledger.contract;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON put together byte by byte, by {@link ClaimWriter} alone: names come quoted, and most texts need no escape. */
final class JsonBytes {

    // ASCII characters that JSON writes as they are.
    private static final int FIRST_PLAIN = ' ';
    private static final int LAST_PLAIN = 0x7E;

    // Most claims fit.
    private static final int FIRST_SIZE = 768;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    /** The name of a field as {@link #name} takes it. */
    static byte[] quoted(String name) {
        return ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    int length() {
        return length;
    }

    /** This, and behind it what stands in the other from there on. */
    byte[] toBytesBefore(JsonBytes other, int from) {
        byte[] all = Arrays.copyOf(bytes, length + other.length - from);
        System.arraycopy(other.bytes, from, all, length, other.length - from);
        return all;
    }

    byte[] digest(MessageDigest digest) {
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    void begin(char bracket) {
        separate();
        put(bracket);
    }

    void end(char bracket) {
        put(bracket);
    }

    void name(byte[] quoted) {
        separate();
        put(quoted);
    }

    void text(String text) {
        separate();
        int max = text.length();
        makeRoom(max + 2);
        byte[] target = bytes;
        int at = length;
        target[at++] = '"';
        for (int i = 0; i < max; i++) {
            char each = text.charAt(i);
            if (each < FIRST_PLAIN || each > LAST_PLAIN || each == '"' || each == '\\') {
                escaped(text);
                return;
            }
            target[at++] = (byte) each;
        }
        target[at++] = '"';
        length = at;
    }

    private void escaped(String text) {
        put('"');
        put(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        put('"');
    }

    void number(int number) {
        put(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    void number(BigDecimal number) {
        put(number.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    void flag(boolean flag) {
        put(flag ? TRUE : FALSE);
    }

    /** A field of text; one that is null or empty is left out. */
    void field(byte[] quoted, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            name(quoted);
            text(text);
        }
    }

    private void separate() {
        byte last = length == 0 ? (byte) '{' : bytes[length - 1];
        if (last != '{' && last != '[' && last != ':') {
            put(',');
        }
    }

    private void put(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
    }

    private void put(byte[] all) {
        makeRoom(all.length);
        System.arraycopy(all, 0, bytes, length, all.length);
        length += all.length;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
