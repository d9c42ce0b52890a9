package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook; texts are texts and never formulas. What is more than a sheet takes goes on on the next. */
final class XlsxRows implements Rows {

    // A sheet takes 1,048,576 rows.
    private static final int ROWS_OF_SHEET = 1_000_000;
    private static final int ROWS_AT_ONCE = 100;

    // Excel keeps 15 digits of a number; what has more stays a text, so that none is lost.
    private static final int DIGITS_OF_NUMBER = 15;

    // Longer texts make a workbook that Excel calls damaged.
    private static final int LENGTH_OF_CELL = 32_767;

    private final String name;
    private final List<Column> columns;
    private final Workbook workbook;
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxRows(String name, List<Column> columns, OutputStream out) throws IOException {
        this.name = name;
        this.columns = columns;
        // Who gave the stream closes it.
        workbook = new Workbook(
                new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        this.out.write(bytes, offset, length);
                    }

                    @Override
                    public void close() {
                        // Not ours.
                    }
                },
                "Zone Ledger",
                "1.0");
        sheet = nextSheet();
    }

    private Worksheet nextSheet() {
        Worksheet next = workbook.newWorksheet(sheets == 0 ? name : name + " " + (sheets + 1));
        sheets++;
        next.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            next.inlineString(0, i, columns.get(i).header());
        }
        row = 1;
        return next;
    }

    @Override
    public void add(JsonNode item) throws IOException {
        if (row > ROWS_OF_SHEET) {
            sheet.finish();
            sheet = nextSheet();
        }
        for (int i = 0; i < columns.size(); i++) {
            switch (columns.get(i).cell().apply(item)) {
                case null -> {}
                case BigDecimal number when number.precision() <= DIGITS_OF_NUMBER -> sheet.value(row, i, number);
                case BigDecimal number -> sheet.inlineString(row, i, number.toPlainString());
                case Object text -> sheet.inlineString(row, i, cut(text.toString()));
            }
        }
        row++;
        if (row % ROWS_AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private static String cut(String text) {
        return text.length() <= LENGTH_OF_CELL ? text : text.substring(0, LENGTH_OF_CELL);
    }

    @Override
    public void end() throws IOException {
        workbook.finish();
    }
}
