package dev.zoneledger.metrics.state;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value's fields one after the other: numbers as long as they need to be (seven bits a byte), texts and bytes
 * behind their length. {@link Unpacker} reads them in the same order.
 */
final class Packer {

    private static final int FIRST_SIZE = 64;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** A number of either sign; small ones are short. */
    Packer number(long number) {
        long left = (number << 1) ^ (number >> 63);
        makeRoom(10);
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
        return this;
    }

    Packer flag(boolean flag) {
        makeRoom(1);
        bytes[length++] = (byte) (flag ? 1 : 0);
        return this;
    }

    Packer bytes(byte[] all) {
        number(all.length);
        makeRoom(all.length);
        System.arraycopy(all, 0, bytes, length, all.length);
        length += all.length;
        return this;
    }

    Packer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty text counts as none. */
    Packer optional(@Nullable String text) {
        return text(text == null ? "" : text);
    }

    Packer decimal(BigDecimal decimal) {
        return number(decimal.scale()).bytes(decimal.unscaledValue().toByteArray());
    }

    Packer day(LocalDate day) {
        return text(Keys.day(day));
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
