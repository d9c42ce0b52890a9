package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180: commas, UTF-8, a row of headers. */
final class CsvRows implements Rows {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** What programs for sheets take for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final List<Column> columns;
    private final boolean guarded;
    private final Writer text;
    private final CsvWriter writer;
    private final String[] cells;

    private CsvRows(List<Column> columns, boolean guarded, OutputStream out) throws IOException {
        this.columns = columns;
        this.guarded = guarded;
        text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (guarded) {
            // With its mark Excel takes the file for UTF-8.
            text.write(BYTE_ORDER_MARK);
        }
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        cells = new String[columns.size()];
        writer.writeRecord(columns.stream().map(Column::header).toList());
    }

    /** For programs for sheets. */
    static CsvRows guarded(List<Column> columns, OutputStream out) throws IOException {
        return new CsvRows(columns, true, out);
    }

    /** For machines: every text as it is. */
    static CsvRows plain(List<Column> columns, OutputStream out) throws IOException {
        return new CsvRows(columns, false, out);
    }

    @Override
    public void add(JsonNode item) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(columns.get(i).cell().apply(item));
        }
        writer.writeRecord(cells);
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> guarded ? guard(value.toString()) : value.toString();
        };
    }

    /** A blank before what begins like a formula: ingest takes blanks around a cell away, so that what is imported again is the same. */
    private static String guard(String value) {
        return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? " " + value : value;
    }

    @Override
    public void end() throws IOException {
        writer.flush();
        text.flush();
    }
}
