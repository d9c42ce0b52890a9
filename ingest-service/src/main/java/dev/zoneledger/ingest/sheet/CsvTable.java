package dev.zoneledger.ingest.sheet;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.zoneledger.rest.ProblemException;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table as text. */
final class CsvTable implements Table {

    private static final int HEAD = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    // A row of so many times the longest cell is no row but a quotation mark that was never closed.
    private static final int CELLS_OF_ROW = 16;

    // What a sheet writes where it has no value: #N/A, #REF!, #NAME?, and ##### where the column is too narrow.
    private static final Pattern SHEET_ERROR = Pattern.compile("#(?:N/A|[A-Z0-9_/]{1,20}[!?]|GETTING_DATA|#+)");

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final char separator;
    private final SheetLimits limits;
    private long line;

    private CsvTable(CsvReader<CsvRecord> reader, char separator, SheetLimits limits) {
        this.reader = reader;
        this.limits = limits;
        this.records = reader.iterator();
        this.separator = separator;
    }

    /** @param charset as the content type says; null to find it out */
    static CsvTable open(InputStream file, @Nullable String charset, SheetLimits limits) throws IOException {
        byte[] head = file.readNBytes(HEAD);
        TextForm form = TextForm.of(head, charset);
        var whole = new SequenceInputStream(
                new ByteArrayInputStream(head, form.markLength(), head.length - form.markLength()), file);
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(form.separator())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                // Titles and remarks have fewer cells than the table; a row with more is told as a fault of that row.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(false)
                .maxBufferSize(Math.max(HEAD, limits.cell() * CELLS_OF_ROW))
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(limits.columns())
                                .maxFieldSize(limits.cell())
                                .maxRecordSize(limits.cell() * CELLS_OF_ROW)
                                .build(),
                        new InputStreamReader(whole, form.charset()));
        return new CsvTable(reader, form.separator(), limits);
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            return new Row(line, record.getFields().stream().map(CsvTable::cell).toList());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof ProblemException ofTheBody) {
                throw ofTheBody;
            }
            throw Unreadable.file("Behind line " + line + ": " + reason(e)
                    + ". What stands before it was read; a quotation mark that is never closed is a frequent cause");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Cell cell(String text) {
        Cell cell = Cell.of(text);
        return SHEET_ERROR.matcher(cell.text()).matches()
                ? Cell.refused(cell.text(), "shows the error " + cell.text() + " and no value")
                : cell;
    }

    private String reason(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("max")) {
            return "a row has more than " + limits.columns()
                    + " cells (zone.ingest.sheets.columns), or a cell more than " + limits.cell()
                    + " characters (zone.ingest.sheets.cell)";
        }
        return "quotation marks do not stand where they may";
    }

    @Override
    public Copy copyInto(OutputStream file) throws IOException {
        return copyInto(file, separator);
    }

    static Copy copyInto(OutputStream file, char separator) throws IOException {
        // With its mark Excel takes the file for UTF-8.
        Writer text = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        text.write(BYTE_ORDER_MARK);
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        return new Copy() {
            @Override
            public void add(List<Cell> cells) {
                writer.writeRecord(cells.stream().map(Cell::text).toList());
            }

            @Override
            public void close() throws IOException {
                writer.flush();
                text.flush();
            }
        };
    }

    @Override
    public String nameOf(int column) {
        return "column " + (column + 1);
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
    }
}
