package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.ingest.sheet.Column.As;
import dev.zoneledger.ingest.sheet.Forms.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** An empty table to be filled in: headers, explanations, lists to choose from and one row as an example. */
final class Template {

    private static final Forms FORMS = Forms.builtIn();

    // So many rows have lists to choose from.
    private static final int ROWS = 10_000;

    private static final int WIDTH = 20;
    private static final int WIDE = 100;

    /**
     * What is chosen from a list. All else is formatted as text: Excel would turn 2020-09 and the place 3-4 into days, 5,000 into
     * another number, and of 18 digits it would keep 15.
     */
    private static final Set<As> CHOSEN = Set.of(As.CODE, As.PRODUCT, As.FLAG);

    private final Form form;

    Template(Form form) {
        this.form = form;
    }

    byte[] xlsx() {
        var file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "Zone Ledger", "1.0")) {
            Worksheet table = workbook.newWorksheet(form.name());
            Worksheet explanations = workbook.newWorksheet("explanations 说明");
            Worksheet products = uses("product") ? workbook.newWorksheet("products 产品") : null;
            Worksheet lists = workbook.newWorksheet("lists");
            Map<String, Integer> places = lists(lists);
            table(table, lists, places);
            explain(explanations);
            if (products != null) {
                products(products);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private boolean uses(String list) {
        return form.columns().stream().anyMatch(column -> list.equals(column.values()));
    }

    private void table(Worksheet sheet, Worksheet lists, Map<String, Integer> places) {
        sheet.freezePane(0, 1);
        for (int i = 0; i < form.columns().size(); i++) {
            Column column = form.columns().get(i);
            sheet.width(i, WIDTH);
            sheet.inlineString(0, i, column.bothHeaders());
            sheet.style(0, i)
                    .bold()
                    .wrapText(true)
                    .fillColor(column.needed() ? "FFE699" : "DDEBF7")
                    .set();
            if (!CHOSEN.contains(column.as())) {
                sheet.style(i).format("@").set();
                sheet.style(1, i).format("@").set();
            }
            if (!column.example().isEmpty()) {
                sheet.inlineString(1, i, column.example());
            }
            if (column.values() != null) {
                int place = places.getOrDefault(column.values(), 0);
                int last = FORMS.values(column.values()).size() - 1;
                // Words are understood too, so another entry is no error yet.
                sheet.range(1, i, ROWS, i)
                        .validateWithList(lists.range(0, place, last, place))
                        .showErrorMessage(false)
                        .errorTitle("")
                        .error("");
            }
        }
    }

    /** Writes the lists side by side and answers the column of each. */
    private Map<String, Integer> lists(Worksheet sheet) {
        sheet.setVisibilityState(VisibilityState.HIDDEN);
        Map<String, Integer> places = new LinkedHashMap<>();
        for (Column column : form.columns()) {
            String list = column.values();
            if (list != null && !places.containsKey(list)) {
                int place = places.size();
                places.put(list, place);
                List<String> values = FORMS.values(list);
                for (int i = 0; i < values.size(); i++) {
                    sheet.inlineString(i, place, values.get(i));
                }
            }
        }
        return places;
    }

    private void explain(Worksheet sheet) {
        sheet.width(0, WIDTH * 2);
        sheet.width(1, WIDE);
        List<String> lines = introduction();
        for (int i = 0; i < lines.size(); i++) {
            sheet.inlineString(i, 0, lines.get(i));
        }
        int row = lines.size() + 1;
        for (Column column : form.columns()) {
            sheet.inlineString(row, 0, column.bothHeaders() + (column.needed() ? " *" : ""));
            sheet.inlineString(row, 1, explanation(column));
            sheet.style(row, 1).wrapText(true).set();
            row++;
        }
    }

    private List<String> introduction() {
        return List.of(
                "Zone Ledger: " + form.name()
                        + ". Columns may stand in any order, and others may stand beside them; those with * must be there.",
                "The first row below the headers is an example; put your own in its place. Rows that begin with # and a blank are passed over.",
                "表头可用中文或英文，列的顺序不限；带 * 的列必须有。表头下第一行是示例，请改成自己的数据。以 # 加空格开头的行不读取。");
    }

    private static String explanation(Column column) {
        String values = list(column);
        return column.explanation()
                + (values == null ? "" : (column.explanation().isEmpty() ? "" : " ") + "One of " + values + ".");
    }

    /** The codes to choose from where they are few. */
    private static @Nullable String list(Column column) {
        return column.values() == null
                        || column.values().equals("product")
                        || column.values().equals("unit")
                ? null
                : String.join(", ", FORMS.values(column.values()));
    }

    private static void products(Worksheet sheet) {
        int row = 0;
        for (Product product : ProductTree.builtIn().products()) {
            sheet.inlineString(row, 0, product.code());
            sheet.inlineString(row, 1, product.name());
            sheet.inlineString(row, 2, product.localName());
            row++;
        }
        for (int i = 0; i < 3; i++) {
            sheet.width(i, WIDTH * 2);
        }
    }

    byte[] csv() {
        var file = new ByteArrayOutputStream();
        try (Table.Copy table = CsvTable.copyInto(file, ',')) {
            for (String line : introduction()) {
                table.add(List.of(Cell.of("# " + line)));
            }
            for (Column column : form.columns()) {
                table.add(List.of(
                        Cell.of("# " + column.bothHeaders() + (column.needed() ? " *" : "")),
                        Cell.of(explanation(column))));
            }
            List<Cell> headers = new ArrayList<>();
            List<Cell> example = new ArrayList<>();
            for (Column column : form.columns()) {
                headers.add(Cell.of(column.bothHeaders()));
                example.add(Cell.of(column.example()));
            }
            table.add(headers);
            table.add(example);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
