package dev.zoneledger.ingest.sheet;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet, written row by row. */
final class XlsxCopy implements Table.Copy {

    private static final int ROWS_AT_ONCE = 100;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxCopy(OutputStream file) {
        // Who gave the stream closes it.
        workbook = new Workbook(
                new FilterOutputStream(file) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        out.write(bytes, offset, length);
                    }

                    @Override
                    public void close() throws IOException {
                        out.flush();
                    }
                },
                "Zone Ledger",
                "1.0");
        sheet = workbook.newWorksheet("Rejected");
    }

    @Override
    public void add(List<Cell> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            write(i, cells.get(i));
        }
        row++;
        if (row % ROWS_AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private void write(int column, Cell cell) {
        if (cell.number() != null) {
            sheet.value(row, column, cell.number());
        } else if (cell.date() != null) {
            sheet.value(row, column, cell.date());
            sheet.style(row, column)
                    .format(
                            switch (Objects.requireNonNull(cell.shown())) {
                                case YEAR -> "yyyy";
                                case MONTH -> "yyyy-mm";
                                case DAY, UNKNOWN -> "yyyy-mm-dd";
                            })
                    .set();
        } else if (!cell.isEmpty()) {
            sheet.inlineString(row, column, cell.text());
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
