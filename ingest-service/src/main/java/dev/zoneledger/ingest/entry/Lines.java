package dev.zoneledger.ingest.entry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one at a time, in a buffer that is used again for the next. A line that is too long is passed over
 * without being held.
 */
final class Lines {

    private static final int FIRST_SIZE = 64 * 1024;
    private static final long LINE_FEEDS = EightBytes.of('\n');

    private final InputStream stream;
    private final int maxLength;
    private byte[] buffer;
    private int filled;
    private int next;
    private int start;
    private int end;
    private boolean tooLong;
    private long number;

    /** @param maxLength of a line in bytes, without its end */
    Lines(InputStream stream, int maxLength) {
        this.stream = stream;
        this.maxLength = maxLength;
        this.buffer = new byte[Math.min(FIRST_SIZE, maxLength + 1)];
    }

    /** Goes to the next line; false if there is none. */
    boolean next() throws IOException {
        start = next;
        tooLong = false;
        int searched = start;
        while (true) {
            int lineEnd = lineEndFrom(searched);
            if (lineEnd >= 0) {
                return line(lineEnd, lineEnd + 1);
            }
            if (filled - start > maxLength) {
                tooLong = true;
                start = 0;
                filled = 0;
            }
            makeRoom();
            searched = filled;
            int read = stream.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return (filled > start || tooLong) && line(filled, filled);
            }
            filled += read;
        }
    }

    private boolean line(int lineEnd, int nextLine) {
        end = lineEnd;
        next = nextLine;
        tooLong |= end - start > maxLength;
        number++;
        return true;
    }

    private int lineEndFrom(int from) {
        int i = from;
        for (; i <= filled - Long.BYTES; i += Long.BYTES) {
            long lineFeeds = EightBytes.marked(EightBytes.at(buffer, i), LINE_FEEDS);
            if (lineFeeds != 0) {
                return i + EightBytes.firstOf(lineFeeds);
            }
        }
        for (; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void makeRoom() {
        if (filled < buffer.length) {
            return;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        } else {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxLength + 1L));
        }
    }

    /** The line's bytes are those from {@link #start} on, so many of them as {@link #length} says, until the next call. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return !tooLong;
    }

    /** From 1. */
    long number() {
        return number;
    }
}
