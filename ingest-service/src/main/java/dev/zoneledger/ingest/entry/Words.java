package dev.zoneledger.ingest.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A closed list of words, and what each stands for; found by their bytes, so that no text need be made of these. Eight
 * bytes are looked at together: nearly all words are told by their first and their last eight.
 */
final class Words<T> {

    // Few words share a slot then.
    private static final int SLOTS_A_WORD = 4;

    // Spreads all bits over the upper ones: 2^64 divided by the golden ratio.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final @Nullable Object[] slots;
    private final int shift;

    /** One of them, and what it stands for. */
    static final class Word<T> {

        private final T value;
        private final byte[] bytes;
        private final long head;

        /** No other word of any list has the same. */
        private final int number = NUMBERS.getAndIncrement();

        private Word(byte[] bytes, T value) {
            this.bytes = bytes;
            this.head = head(bytes, 0, bytes.length);
            this.value = value;
        }

        T value() {
            return value;
        }

        int length() {
            return bytes.length;
        }

        int number() {
            return number;
        }

        /** Whether it is those bytes. */
        boolean isAt(byte[] all, int from, int to) {
            return is(head(all, from, to), all, from, to);
        }

        private boolean is(long itsHead, byte[] all, int from, int to) {
            int length = bytes.length;
            return head == itsHead && length == to - from && (length <= Long.BYTES || sameTail(bytes, all, to));
        }
    }

    /** @param values by their words, none of which is empty */
    Words(Map<String, ? extends T> values) {
        int size = Integer.highestOneBit(SLOTS_A_WORD * values.size()) << 1;
        this.slots = new Object[size];
        this.shift = Long.numberOfLeadingZeros(size) + 1;
        values.forEach((word, value) -> put(new Word<T>(word.getBytes(StandardCharsets.UTF_8), value)));
    }

    private void put(Word<T> word) {
        int slot = slot(word.head, word.length());
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = word;
    }

    /** The word that those bytes are; null if it is not on the list. */
    // Words are put in by the constructor alone.
    @SuppressWarnings("unchecked")
    @Nullable
    Word<T> find(byte[] bytes, int from, int to) {
        long head = head(bytes, from, to);
        int slot = slot(head, to - from);
        for (Word<T> word = (Word<T>) slots[slot]; word != null; word = (Word<T>) slots[slot]) {
            if (word.is(head, bytes, from, to)) {
                return word;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return null;
    }

    /** Of words of more than eight bytes whose first eight are the same. */
    private static boolean sameTail(byte[] word, byte[] bytes, int to) {
        int length = word.length;
        return length <= 2 * Long.BYTES
                ? EightBytes.at(word, length - Long.BYTES) == EightBytes.at(bytes, to - Long.BYTES)
                : Arrays.equals(word, Long.BYTES, length, bytes, to - length + Long.BYTES, to);
    }

    /** The first eight bytes; zeros where there are fewer. */
    private static long head(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= Long.BYTES) {
            return EightBytes.at(bytes, from);
        }
        if (length > 0 && bytes.length - from >= Long.BYTES) {
            return EightBytes.at(bytes, from) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
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
