package dev.zoneledger.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds entries that say the same as an earlier one of the file, among as many as memory is set aside for. What is kept of
 * each is 64 bits of its content's hash.
 */
final class Duplicates {

    private static final int FIRST_SIZE = 1024;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int limit;
    private long[] slots = new long[FIRST_SIZE];
    private int size;
    private long found;

    Duplicates(int limit) {
        this.limit = limit;
    }

    /** @param content a hash of what the entry says, of at least eight bytes */
    void look(byte[] content) {
        if (isFull()) {
            return;
        }
        long hash = (long) LONG.get(content, 0);
        if (!put(hash == 0 ? 1 : hash)) {
            found++;
        } else if (++size > slots.length / 2) {
            grow();
        }
    }

    private boolean put(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = hash;
        return true;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        Arrays.stream(before).filter(each -> each != 0).forEach(this::put);
    }

    long found() {
        return found;
    }

    /** Whether it has stopped looking. */
    boolean isFull() {
        return size >= limit;
    }
}
