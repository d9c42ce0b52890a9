package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.ingest.sheet.Figures.Context;
import dev.zoneledger.ingest.sheet.Figures.NoFigure;
import dev.zoneledger.ingest.sheet.Figures.Refused;
import dev.zoneledger.ingest.sheet.Figures.Understood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of one row what JSON would have been: a tree of maps, lists, texts, decimals and booleans, so that the same rules
 * hold for it. Only what a cell holds is understood here; whether it may be so is asked of the tree.
 */
final class EntryTree {

    private static final Forms FORMS = Forms.builtIn();
    // What stands where bytes are no character of the encoding.
    private static final char BROKEN = '\uFFFD';

    private static final Pattern PARTS = Pattern.compile("[;；|\\n]");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,40}(?:\\.\\d{1,40})?");
    private static final String YEAR_INFERRED =
            "that the quantity is one of each year: it is printed without that, and a capacity is a quantity a year";

    private final Header header;
    private final Table.Row row;
    private final CellFaults faults;
    private final Map<String, @Nullable Object> entry = new LinkedHashMap<>();

    EntryTree(Header header, Table.Row row, CellFaults faults) {
        this.header = header;
        this.row = row;
        this.faults = faults;
    }

    /** The fields of the row; cells that are not understood are faults, and left out. */
    Map<String, @Nullable Object> read() {
        header.columns().forEach((index, column) -> {
            Cell cell = row.cell(index);
            if (cell.text().indexOf(BROKEN) >= 0) {
                faults.add(
                        column.field(),
                        "the characters are broken here; save the table as UTF-8 and send it again",
                        null);
            } else if (cell.refusal() != null) {
                faults.add(column.field(), cell.refusal(), null);
            } else if (!cell.isEmpty()) {
                put(column, cell);
            }
        });
        if (header.form().name().equals("claims")) {
            if (header.measure() != null && !header.columns().containsValue(column("/measure"))) {
                entry.put("measure", header.measure());
            }
            subject();
            quantity();
        }
        decidedBy();
        return entry;
    }

    private Column column(String field) {
        return header.form().columns().stream()
                .filter(each -> each.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private void put(Column column, Cell cell) {
        String text = cell.text();
        Object value = switch (column.as()) {
            case TEXT -> text;
            case CODE -> FORMS.code(String.valueOf(column.values()), text);
            case PRODUCT -> FORMS.product(text);
            case DATE -> date(column, cell);
            case ISO_DATE -> isoDate(column, cell);
            case PERIOD -> period(column, cell);
            case FLAG -> flag(column, text);
            case WHOLE -> whole(column, cell);
            case TEXTS -> parts(text);
            case ALIASES ->
                parts(text).stream()
                        .map(name -> new LinkedHashMap<>(Map.of("name", name)))
                        .toList();
            // Read together, with what the rest of the row says of them.
            case FIGURE, VALUE, UNIT, DECIDED_BY -> null;
        };
        if (value != null) {
            set(column.field(), value);
        }
    }

    // Made here, of texts.
    @SuppressWarnings("unchecked")
    private void set(String field, Object value) {
        String[] steps = field.substring(1).split("/");
        Map<String, @Nullable Object> object = entry;
        for (int i = 0; i < steps.length - 1; i++) {
            Object next = object.get(steps[i]);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, @Nullable Object>();
                object.put(steps[i], next);
            }
            object = (Map<String, @Nullable Object>) next;
        }
        String last = steps[steps.length - 1];
        // A date whose bound stands in a column of its own.
        if (value instanceof Map<?, ?> both && object.get(last) instanceof Map<?, ?> already) {
            var merged = new LinkedHashMap<>((Map<String, @Nullable Object>) already);
            merged.putAll((Map<String, @Nullable Object>) both);
            value = merged;
        }
        object.put(last, value);
    }

    private @Nullable Object date(Column column, Cell cell) {
        return switch (DateText.read(asDate(cell))) {
            case DateText.Dated(String iso, boolean notLater) -> {
                Map<String, @Nullable Object> date = new LinkedHashMap<>();
                date.put("date", iso);
                if (notLater) {
                    date.put("bound", "not-later");
                }
                yield date;
            }
            case DateText.Unknown() -> new LinkedHashMap<>(Map.of("precision", "unknown"));
            case DateText.Refused(String detail, String suggestion) -> faults.add(column.field(), detail, suggestion);
        };
    }

    private @Nullable Object isoDate(Column column, Cell cell) {
        return switch (DateText.read(asDate(cell))) {
            case DateText.Dated(String iso, boolean notLater) ->
                notLater
                        ? faults.add(
                                column.field(),
                                "says only by when; this date has no bound, so write it as exactly as it is known, or leave it empty",
                                null)
                        : iso;
            case DateText.Unknown() -> null;
            case DateText.Refused(String detail, String suggestion) -> faults.add(column.field(), detail, suggestion);
        };
    }

    /** A number that no format shows as a date is a year, or Excel's count of days of which nobody can tell. */
    private static String asDate(Cell cell) {
        return cell.number() == null ? cell.text() : cell.number().toPlainString();
    }

    private @Nullable Object period(Column column, Cell cell) {
        PeriodText.Read read = PeriodText.read(cell.text());
        return read.text() != null
                ? read.text()
                : faults.add(column.field(), String.valueOf(read.refusal()), read.suggestion());
    }

    private @Nullable Object flag(Column column, String text) {
        return switch (FigureText.normal(text).toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true", "1", "是", "√", "✓", "x" -> Boolean.TRUE;
            case "no", "n", "false", "0", "否", "-" -> Boolean.FALSE;
            default -> faults.add(column.field(), "expected yes or no", null);
        };
    }

    private @Nullable Object whole(Column column, Cell cell) {
        String mark = Marks.refusal(cell.text());
        if (mark != null) {
            return faults.add(column.field(), mark, null);
        }
        String text = FigureText.normal(cell.text());
        return PLAIN_NUMBER.matcher(text).matches()
                ? new BigDecimal(text)
                : faults.add(column.field(), "expected a whole number", null);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(PARTS.split(text))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Without organisation and project a claim is about the zone itself. */
    private void subject() {
        if (!entry.containsKey("subject") && entry.get("zone") instanceof String zone) {
            set("/subject/zone", zone);
        }
    }

    private void decidedBy() {
        Cell by = row.cell(Math.max(0, header.place("/aliases/decidedBy")));
        if (header.place("/aliases/decidedBy") >= 0 && !by.isEmpty() && entry.get("aliases") instanceof List<?> all) {
            List<Object> decided = new ArrayList<>();
            for (Object alias : all) {
                Map<Object, Object> both = new LinkedHashMap<>((Map<?, ?>) alias);
                both.put("decidedBy", by.text());
                decided.add(both);
            }
            entry.put("aliases", decided);
        }
    }

    private Cell cell(String field) {
        int place = header.place(field);
        return place < 0 ? Cell.EMPTY : row.cell(place);
    }

    private void quantity() {
        Cell figure = cell("/quantity/figure");
        Cell value = cell("/quantity/value");
        Cell unit = cell("/quantity/unit");
        if (!figure.isEmpty() && !value.isEmpty()) {
            faults.add(
                    "/quantity/value",
                    "the figure stands in a column of its own already; leave one of them empty",
                    null);
        } else if (Stream.of(figure, value, unit).anyMatch(cell -> cell.refusal() != null)) {
            // Told with the other cells.
            return;
        } else if (!figure.isEmpty() || !value.isEmpty()) {
            boolean plain = figure.isEmpty();
            figure(plain ? "/quantity/value" : "/quantity/figure", plain ? value : figure, unit, plain);
        } else {
            faults.add(
                    header.place("/quantity/figure") >= 0 ? "/quantity/figure" : "/quantity/value",
                    "is empty; write - where the source gives no figure, n/a where there can be none, confidential where it"
                            + " is kept back, 0 for zero",
                    null);
        }
    }

    private void figure(String field, Cell cell, Cell unitCell, boolean plain) {
        String unit = unitCell.isEmpty() ? null : unitCell.text();
        Context context = new Context(measure(), product(), unit, header.unit());
        // A number of a sheet, and what a system wrote, have no thousands and one way to write decimals.
        boolean number = cell.number() != null
                || (plain && PLAIN_NUMBER.matcher(cell.text()).matches());
        if (plain && !number && FigureWords.absence(cell.text()) == null) {
            faults.add(
                    field,
                    "expected a plain number such as 1234.5; words and separators belong into the column figure",
                    null);
            return;
        }
        switch (number ? NumberCell.read(cell, context) : FigureText.read(cell.text(), context)) {
            case Refused(String detail, String suggestion) -> faults.add(field, detail, suggestion);
            case NoFigure(var reason) -> entry.put("quantity", new LinkedHashMap<>(Map.of("reason", reason.code())));
            case Understood understood -> entry.put("quantity", quantity(cell, unit, understood));
        }
    }

    private Map<String, @Nullable Object> quantity(Cell cell, @Nullable String unit, Understood understood) {
        Map<String, @Nullable Object> quantity = new LinkedHashMap<>();
        quantity.put("value", understood.value());
        quantity.put("unit", understood.unit().code());
        String said = cell("/quantity/qualifier").text();
        String qualifier = understood.qualifier().code();
        if (!said.isEmpty()) {
            String code = FORMS.code("qualifier", said);
            if (!qualifier.equals("exact") && !qualifier.equals(code)) {
                faults.add(
                        "/quantity/qualifier",
                        "the figure itself says " + qualifier + ", this column " + said,
                        qualifier);
            }
            qualifier = code;
        }
        quantity.put("qualifier", qualifier);
        String beside = unit != null ? unit : header.unit();
        String printed = understood.unitBeside() && beside != null ? cell.text() + " " + beside : cell.text();
        if (!printed.equals(
                understood.value().toPlainString() + " " + understood.unit().code())) {
            quantity.put("printed", printed);
        }
        if (understood.yearInferred()) {
            List<Object> inferred = new ArrayList<>();
            if (entry.get("inferred") instanceof List<?> already) {
                inferred.addAll(already);
            }
            inferred.add(YEAR_INFERRED);
            entry.put("inferred", inferred);
        }
        return quantity;
    }

    private @Nullable Measure measure() {
        Object code = entry.get("measure");
        return Arrays.stream(Measure.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Product product() {
        return entry.get("product") instanceof String code
                ? ProductTree.builtIn().find(code).orElse(null)
                : null;
    }
}
