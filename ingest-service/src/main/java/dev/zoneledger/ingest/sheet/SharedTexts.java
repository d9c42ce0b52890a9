package dev.zoneledger.ingest.sheet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that the cells of a workbook share, packed: a million of them take some ten bytes each besides their letters. */
final class SharedTexts {

    private static final int CHUNK_BITS = 18;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LENGTH_BYTES = 3;
    private static final int BESIDES = 8;

    private final List<byte[]> chunks = new ArrayList<>();
    private final long limit;
    private final int maxLength;
    private int[] places = new int[1024];
    private int count;
    private int filled = CHUNK;
    private long taken;

    private SharedTexts(long limit, int maxLength) {
        this.limit = limit;
        this.maxLength = maxLength;
    }

    /** @param part null if the workbook has none */
    static SharedTexts read(@Nullable XmlPart part, SheetLimits limits) {
        SharedTexts texts = new SharedTexts(limits.sharedTexts().asLongValue(), limits.cell());
        if (part == null) {
            return texts;
        }
        try (part) {
            while (!part.atEnd()) {
                if (part.nextTag() && part.name().equals("si")) {
                    texts.add(part.text());
                }
            }
        }
        return texts;
    }

    private void add(String text) {
        if (text.length() > maxLength) {
            throw Unreadable.tooLarge("A cell has at most " + maxLength + " characters (zone.ingest.sheets.cell)");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        taken += bytes.length + BESIDES;
        if (taken > limit) {
            throw Unreadable.tooLarge("The texts of the workbook take more than " + limit
                    + " bytes (zone.ingest.sheets.shared-texts); save the table as CSV");
        }
        if (filled + LENGTH_BYTES + bytes.length > CHUNK) {
            chunks.add(new byte[CHUNK]);
            filled = 0;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, count + count / 2);
        }
        byte[] chunk = chunks.getLast();
        places[count++] = (chunks.size() - 1 << CHUNK_BITS) | filled;
        chunk[filled++] = (byte) (bytes.length >> 16);
        chunk[filled++] = (byte) (bytes.length >> 8);
        chunk[filled++] = (byte) bytes.length;
        System.arraycopy(bytes, 0, chunk, filled, bytes.length);
        filled += bytes.length;
    }

    /** Null if there is no text of that number. */
    @Nullable
    String get(int index) {
        if (index < 0 || index >= count) {
            return null;
        }
        byte[] chunk = chunks.get(places[index] >>> CHUNK_BITS);
        int place = places[index] & (CHUNK - 1);
        int length = (chunk[place] & 0xFF) << 16 | (chunk[place + 1] & 0xFF) << 8 | (chunk[place + 2] & 0xFF);
        return new String(chunk, place + LENGTH_BYTES, length, StandardCharsets.UTF_8);
    }
}
