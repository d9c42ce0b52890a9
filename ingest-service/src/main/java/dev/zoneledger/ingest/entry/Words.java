package dev.zoneledger.ingest.entry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A closed list of words, and what each stands for; found by their bytes, so that no text need be made of these. Eight
 * bytes are looked at together: nearly all words are told by their first and their last eight.
 */
final class Words<T> {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // Few words share a slot then.
    private static final int SLOTS_A_WORD = 4;

    // Spreads all bits over the upper ones: 2^64 divided by the golden ratio.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final byte[] @Nullable [] words;
    private final long[] heads;
    private final @Nullable Object[] values;
    private final int shift;

    /** @param values by their words, none of which is empty */
    Words(Map<String, ? extends T> values) {
        int slots = Integer.highestOneBit(SLOTS_A_WORD * values.size()) << 1;
        this.words = new byte[slots][];
        this.heads = new long[slots];
        this.values = new Object[slots];
        this.shift = Long.numberOfLeadingZeros(slots) + 1;
        values.forEach((word, value) -> put(word.getBytes(StandardCharsets.UTF_8), value));
    }

    private void put(byte[] word, T value) {
        long head = head(word, 0, word.length);
        int slot = slot(head, word.length);
        while (words[slot] != null) {
            slot = (slot + 1) & (words.length - 1);
        }
        words[slot] = word;
        heads[slot] = head;
        values[slot] = value;
    }

    /** What the word that those bytes are stands for; null if it is not on the list. */
    // Values are put in by the constructor alone.
    @SuppressWarnings("unchecked")
    @Nullable
    T find(byte[] bytes, int from, int to) {
        int length = to - from;
        long head = head(bytes, from, to);
        int slot = slot(head, length);
        for (byte[] word = words[slot]; word != null; word = words[slot]) {
            if (heads[slot] == head && word.length == length && (length <= Long.BYTES || sameTail(word, bytes, to))) {
                return (T) values[slot];
            }
            slot = (slot + 1) & (words.length - 1);
        }
        return null;
    }

    /** Of words of more than eight bytes whose first eight are the same. */
    private static boolean sameTail(byte[] word, byte[] bytes, int to) {
        int length = word.length;
        return length <= 2 * Long.BYTES
                ? (long) EIGHT.get(word, length - Long.BYTES) == (long) EIGHT.get(bytes, to - Long.BYTES)
                : Arrays.equals(word, Long.BYTES, length, bytes, to - length + Long.BYTES, to);
    }

    /** The first eight bytes; zeros where there are fewer. */
    private static long head(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= Long.BYTES) {
            return (long) EIGHT.get(bytes, from);
        }
        if (length > 0 && bytes.length - from >= Long.BYTES) {
            return (long) EIGHT.get(bytes, from) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
        }
        long head = 0;
        for (int i = to - 1; i >= from; i--) {
            head = head << Byte.SIZE | (bytes[i] & 0xFF);
        }
        return head;
    }

    private int slot(long head, int length) {
        return (int) ((head + length) * SPREAD >>> shift);
    }
}
