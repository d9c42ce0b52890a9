package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes records one after the other in one of the forms of an export, and holds none of them. */
interface Rows {

    void add(JsonNode item) throws IOException;

    /** Writes what a form ends with, and leaves the stream open. */
    void end() throws IOException;

    /**
     * Rows of that form.
     *
     * @param columns of a table; in NDJSON a record stays as it is
     */
    static Rows of(Format format, String name, List<Column> columns, OutputStream out) throws IOException {
        return switch (format) {
            case JSON -> throw new IllegalArgumentException("JSON comes in pages");
            case NDJSON -> new NdjsonRows(out);
            case CSV -> CsvRows.guarded(columns, out);
            case SDMX_CSV -> CsvRows.plain(columns, out);
            case XLSX -> new XlsxRows(name, columns, out);
        };
    }
}
