package dev.zoneledger.ingest.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of a workbook, row by row. Not fastexcel's reader: that one trusts the file, and a cell that says it is in
 * column XXXXXXX, or that its text is the two thousand millionth, fills the memory.
 */
final class XlsxTable implements Table {

    // Excel's last row.
    private static final int MAX_ROW = 1 << 20;
    private static final int LETTERS = 26;

    private final XlsxFile file;
    private final SheetLimits limits;
    private final NumberFormats formats;
    private final SharedTexts texts;
    private final List<String> sheets;
    private int sheet = -1;
    private @Nullable XmlPart part;
    private @Nullable MergedCells merged;
    private long row;

    private XlsxTable(XlsxFile file, SheetLimits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        WorkbookParts parts = WorkbookParts.of(file);
        this.formats = NumberFormats.read(parts.styles() == null ? null : file.part(parts.styles()));
        if (parts.since1904()) {
            formats.countSince1904();
        }
        this.texts = SharedTexts.read(parts.texts() == null ? null : file.part(parts.texts()), limits);
        this.sheets = parts.sheets();
        nextSheet();
    }

    static XlsxTable open(InputStream stream, SheetLimits limits) throws IOException {
        XlsxFile file = XlsxFile.open(stream, limits);
        try {
            return new XlsxTable(file, limits);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw XmlPart.broken(e);
        }
    }

    @Override
    public boolean nextSheet() throws IOException {
        closePart();
        row = 0;
        while (++sheet < sheets.size()) {
            part = file.part(sheets.get(sheet));
            if (part != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void begin() {
        try (InputStream bytes = file.bytes(sheets.get(sheet))) {
            merged = bytes == null ? null : MergedCells.in(bytes, limits.columns());
        } catch (IOException e) {
            throw XmlPart.broken(e);
        }
    }

    @Override
    public @Nullable Row next() {
        XmlPart sheetPart = part;
        if (sheetPart == null) {
            return null;
        }
        while (!sheetPart.atEnd()) {
            if (sheetPart.nextTag() && sheetPart.name().equals("row")) {
                return row(sheetPart);
            }
        }
        return null;
    }

    private Row row(XmlPart sheetPart) {
        int named = NumberFormats.whole(sheetPart.attribute("r"));
        row = named > 0 ? named : row + 1;
        if (row > MAX_ROW) {
            throw Unreadable.tooLarge("A sheet has at most " + MAX_ROW + " rows; save the table as CSV");
        }
        List<Cell> cells = new ArrayList<>();
        int depth = sheetPart.depth();
        while (sheetPart.depth() >= depth && !sheetPart.atEnd()) {
            if (sheetPart.nextTag() && sheetPart.name().equals("c")) {
                String reference = sheetPart.attribute("r");
                int column = reference == null ? cells.size() : column(reference);
                Cell cell = cell(sheetPart);
                if (!cell.isEmpty()) {
                    place(cells, column, cell);
                }
            }
        }
        return new Row(row, cells, merged == null ? Map.of() : merged.over(row, cells));
    }

    private void place(List<Cell> cells, int column, Cell cell) {
        if (column < 0 || column >= limits.columns()) {
            throw Unreadable.tooLarge("Row " + row + " has a cell beyond column " + letters(limits.columns() - 1)
                    + " (zone.ingest.sheets.columns)");
        }
        if (cell.text().length() > limits.cell()) {
            throw Unreadable.tooLarge("Row " + row + " has a cell of more than " + limits.cell()
                    + " characters (zone.ingest.sheets.cell)");
        }
        while (cells.size() <= column) {
            cells.add(Cell.EMPTY);
        }
        cells.set(column, cell);
    }

    private Cell cell(XmlPart sheetPart) {
        String type = sheetPart.attribute("t");
        int style = NumberFormats.whole(sheetPart.attribute("s"));
        int depth = sheetPart.depth();
        String value = null;
        while (sheetPart.depth() >= depth && !sheetPart.atEnd()) {
            if (sheetPart.nextTag()
                    && (sheetPart.name().equals("v") || sheetPart.name().equals("is"))) {
                value = sheetPart.text();
            }
        }
        if (value == null || value.isBlank()) {
            return Cell.EMPTY;
        }
        return switch (type == null ? "n" : type) {
            case "s" -> shared(value.strip());
            case "b" -> Cell.of(value.strip().equals("1") ? "true" : "false");
            // No remark, though it begins as one.
            case "e" -> Cell.refused("error " + value.strip(), "shows the error " + value.strip() + " and no value");
            case "n" -> formats.cell(value.strip(), style);
            default -> Cell.of(value);
        };
    }

    private Cell shared(String index) {
        String text = texts.get(NumberFormats.whole(index));
        if (text == null) {
            throw XlsxFile.noWorkbook();
        }
        return Cell.of(text);
    }

    /** The number of the column in a reference such as AB12, from 0; negative if it is none of a sheet. */
    static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length(); i++) {
            char each = reference.charAt(i);
            if (each < 'A' || each > 'Z') {
                break;
            }
            if (i == 3) {
                return -1;
            }
            column = column * LETTERS + each - 'A' + 1;
        }
        return column - 1;
    }

    static String letters(int column) {
        String letters = "";
        for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
            letters = (char) ('A' + rest % LETTERS) + letters;
        }
        return letters;
    }

    @Override
    public String nameOf(int column) {
        return letters(column);
    }

    @Override
    public Copy copyInto(OutputStream stream) {
        return new XlsxCopy(stream);
    }

    private void closePart() {
        if (part != null) {
            part.close();
            part = null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closePart();
        } finally {
            file.close();
        }
    }
}
