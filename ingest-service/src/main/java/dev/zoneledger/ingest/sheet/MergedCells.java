package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.sheet.Table.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells of a sheet that stand over several rows. A person sees each of them in all of its rows; in the file only the first
 * row has what it holds, and that they are one is said behind the last row.
 */
final class MergedCells {

    private static final int MAX = 100_000;
    private static final int READ_AT_ONCE = 1 << 16;
    private static final int MAX_TAG = 200;
    private static final String NAME = "mergeCell";
    private static final Pattern REFERENCE =
            Pattern.compile("ref=[\"']([A-Z]{1,3})(\\d{1,7}):[A-Z]{1,3}(\\d{1,7})[\"']");

    /** Where in the XML. */
    private enum At {
        TEXT,
        NAME,
        ATTRIBUTES
    }

    private record Merged(int column, long first, long last) {}

    private final List<Merged> all = new ArrayList<>();
    private final Map<Integer, Span> open = new HashMap<>();
    private int next;

    private MergedCells() {}

    /**
     * Those of a sheet's part. Only tags are looked at, since parsing a long sheet twice would take twice the time.
     *
     * @param columns of a row; others are passed over
     */
    static MergedCells in(InputStream part, int columns) throws IOException {
        MergedCells merged = new MergedCells();
        byte[] buffer = new byte[READ_AT_ONCE];
        StringBuilder tag = new StringBuilder();
        At at = At.TEXT;
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            for (int i = 0; i < read; i++) {
                byte each = buffer[i];
                if (each == '<') {
                    at = At.NAME;
                    tag.setLength(0);
                } else if (at == At.NAME) {
                    if (each == ':') {
                        // What stands before it names the namespace.
                        tag.setLength(0);
                    } else if (each > ' ' && each != '>' && each != '/' && tag.length() < NAME.length()) {
                        tag.append((char) each);
                    } else {
                        at = each <= ' ' && NAME.contentEquals(tag) ? At.ATTRIBUTES : At.TEXT;
                    }
                } else if (at == At.ATTRIBUTES) {
                    if (each == '>' || tag.length() == MAX_TAG) {
                        merged.look(tag, columns);
                        at = At.TEXT;
                    } else {
                        tag.append((char) each);
                    }
                }
            }
        }
        merged.all.sort(Comparator.comparingLong(Merged::first));
        return merged;
    }

    private void look(CharSequence tag, int columns) {
        Matcher reference = REFERENCE.matcher(tag);
        if (!reference.find()) {
            return;
        }
        int column = XlsxTable.column(reference.group(1));
        long first = Long.parseLong(reference.group(2));
        long last = Long.parseLong(reference.group(3));
        if (last > first && column < columns) {
            if (all.size() == MAX) {
                throw Unreadable.file("The sheet has more than " + MAX + " merged cells");
            }
            all.add(new Merged(column, first, last));
        }
    }

    /** By column, those that stand over this row too. Rows are to be asked for in their order. */
    Map<Integer, Span> over(long row, List<Cell> cells) {
        while (next < all.size() && all.get(next).first <= row) {
            Merged merged = all.get(next++);
            Cell cell = merged.first == row && merged.column < cells.size() ? cells.get(merged.column) : Cell.EMPTY;
            open.put(merged.column, new Span(merged.first, merged.last, cell));
        }
        open.values().removeIf(span -> span.last() < row);
        return open.isEmpty() ? Map.of() : Map.copyOf(open);
    }
}
