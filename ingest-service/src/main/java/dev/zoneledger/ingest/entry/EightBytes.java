package dev.zoneledger.ingest.entry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes looked at together, as one number: the first of them is its lowest. */
final class EightBytes {

    /** One in each byte. */
    static final long ONES = 0x0101010101010101L;

    /** The highest bit of each byte. */
    static final long HIGHEST = 0x8080808080808080L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    static long at(byte[] bytes, int first) {
        return (long) LONG.get(bytes, first);
    }

    /** That sign eight times. */
    static long of(char ascii) {
        return ONES * ascii;
    }

    /** Marks the first of the bytes that is that sign by its highest bit, perhaps also some behind it; 0 if none is. */
    static long marked(long eight, long sign) {
        long zeros = eight ^ sign;
        return (zeros - ONES) & ~zeros & HIGHEST;
    }

    /** Which of the bytes is the first that is marked. */
    static int firstOf(long marked) {
        return Long.numberOfTrailingZeros(marked) / Byte.SIZE;
    }
}
