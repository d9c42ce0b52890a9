package dev.zoneledger.ingest.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a file, one after the other. */
interface Table extends AutoCloseable {

    /**
     * A row.
     *
     * @param number of its line or row as a person sees it, from 1
     * @param spans by column, the cells that stand over several rows, of which this is one
     */
    record Row(long number, List<Cell> cells, Map<Integer, Span> spans) {

        Row(long number, List<Cell> cells) {
            this(number, cells, Map.of());
        }

        Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        boolean isBlank() {
            return cells.stream().allMatch(Cell::isEmpty);
        }
    }

    /**
     * A cell that stands over several rows.
     *
     * @param first number of a row
     * @param last number of a row
     * @param cell what it holds, which the file has in the first row alone
     */
    record Span(long first, long last, Cell cell) {}

    /** The next row, blank ones too; null at the end. */
    @Nullable
    Row next() throws IOException;

    /** Said before the first row below the headers is asked for: only there spans matter. */
    default void begin() {}

    /** A file of the same form. */
    Copy copyInto(OutputStream file) throws IOException;

    /** What a person calls a column: its letter in a sheet, its number in a text. */
    String nameOf(int column);

    /** Goes to the next sheet, if there is one in which a header may be. */
    default boolean nextSheet() throws IOException {
        return false;
    }

    @Override
    void close() throws IOException;

    /** A file of the same form, written row by row. */
    interface Copy extends AutoCloseable {
        void add(List<Cell> cells) throws IOException;

        @Override
        void close() throws IOException;
    }
}
