package dev.zoneledger.contract;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON put together byte by byte, by {@link ClaimWriter} alone: names come quoted, and most texts need no escape. */
final class JsonBytes {

    /** ASCII characters that JSON writes as they are, by their code. */
    private static final boolean[] PLAIN = plain();

    // Nearly all claims fit.
    private static final int FIRST_SIZE = 2 * 1024;

    // After a claim that is larger it begins anew.
    private static final int MOST_KEPT = 64 * 1024;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private static final int LONG_DIGITS = 18;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    /** 1 directly behind an opening bracket, where no comma is needed; otherwise 0. */
    private int opened = 1;

    /** Empties it for what is written next. */
    void clear() {
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST_SIZE];
        }
        length = 0;
        opened = 1;
    }

    /** The name of a field as {@link #name} takes it. */
    static byte[] quoted(String name) {
        return (",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    int length() {
        return length;
    }

    /** With what stands at the end, from {@code last} on, moved forward to {@code place}. */
    byte[] toBytes(int last, int place) {
        byte[] all = new byte[length];
        int moved = length - last;
        System.arraycopy(bytes, 0, all, 0, place);
        System.arraycopy(bytes, last, all, place, moved);
        System.arraycopy(bytes, place, all, place + moved, last - place);
        return all;
    }

    byte[] digest(MessageDigest digest) {
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    void begin(char bracket) {
        put(bracket);
        opened = 1;
    }

    void end(char bracket) {
        put(bracket);
        opened = 0;
    }

    void name(byte[] quoted) {
        put(quoted, opened);
        opened = 0;
    }

    /** What follows is an element of an array. */
    void element() {
        if (opened == 0) {
            put(',');
        }
        opened = 0;
    }

    void text(String text) {
        int max = text.length();
        makeRoom(max + 2);
        byte[] target = bytes;
        int at = length;
        target[at++] = '"';
        for (int i = 0; i < max; i++) {
            char each = text.charAt(i);
            if (each >= PLAIN.length || !PLAIN[each]) {
                escaped(text);
                return;
            }
            target[at++] = (byte) each;
        }
        target[at++] = '"';
        length = at;
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x7F];
        for (int each = ' '; each < plain.length; each++) {
            plain[each] = each != '"' && each != '\\';
        }
        return plain;
    }

    private void escaped(String text) {
        put('"');
        put(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        put('"');
    }

    /** @param number not negative */
    void number(int number) {
        int count = 1;
        for (int left = number; left > 9; left /= 10) {
            count++;
        }
        digits(number, count, 0);
    }

    /** As {@link BigDecimal#toPlainString} writes it. */
    void number(BigDecimal number) {
        int scale = number.scale();
        if (scale >= 0 && scale <= LONG_DIGITS && number.precision() <= LONG_DIGITS && number.signum() >= 0) {
            digits(number.unscaledValue().longValue(), Math.max(number.precision(), scale + 1), scale);
            return;
        }
        put(number.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    private void digits(long unscaled, int count, int scale) {
        int size = scale == 0 ? count : count + 1;
        makeRoom(size);
        long left = unscaled;
        for (int i = size - 1; i >= 0; i--) {
            if (scale > 0 && i == size - 1 - scale) {
                bytes[length + i] = '.';
            } else {
                bytes[length + i] = (byte) ('0' + left % 10);
                left /= 10;
            }
        }
        length += size;
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

    private void put(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
    }

    private void put(byte[] all) {
        put(all, 0);
    }

    private void put(byte[] all, int from) {
        int more = all.length - from;
        makeRoom(more);
        System.arraycopy(all, from, bytes, length, more);
        length += more;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
