package dev.zoneledger.metrics.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} has written, field by field in the same order. */
final class Unpacker {

    private final byte[] bytes;
    private int at;

    Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (number >>> 1) ^ -(number & 1);
    }

    int count() {
        return Math.toIntExact(number());
    }

    boolean flag() {
        return bytes[at++] != 0;
    }

    byte[] bytes() {
        byte[] all = new byte[count()];
        System.arraycopy(bytes, at, all, 0, all.length);
        at += all.length;
        return all;
    }

    String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    @Nullable
    String optional() {
        String text = text();
        return text.isEmpty() ? null : text;
    }

    BigDecimal decimal() {
        int scale = count();
        int length = count();
        if (length > Long.BYTES) {
            BigDecimal decimal = new BigDecimal(new BigInteger(bytes, at, length), scale);
            at += length;
            return decimal;
        }
        long unscaled = bytes[at++];
        for (int i = 1; i < length; i++) {
            unscaled = unscaled << Byte.SIZE | bytes[at++] & 0xFF;
        }
        return BigDecimal.valueOf(unscaled, scale);
    }

    LocalDate day() {
        return Keys.day(text());
    }
}
