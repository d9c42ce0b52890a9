package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.sheet.Column.As;
import dev.zoneledger.ingest.sheet.Forms.Form;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row of headers, held against a form. */
final class Header {

    private static final Forms FORMS = Forms.builtIn();
    private static final Map<Form, Map<String, Column>> NAMES = names();
    private static final Pattern UNIT = Pattern.compile("[(\\[（【]([^()\\[\\]（）【】]*)[)\\]）】]");
    private static final Pattern CJK = Pattern.compile("[\\p{IsHan}]+");

    // More of a header that nobody knows is not told.
    private static final int LENGTH = 100;

    private final Form form;
    private final Table.Row row;
    private final Map<Integer, Column> columns = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> twice = new ArrayList<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private int rejected = -1;
    private @Nullable String measure;
    private @Nullable String unit;

    Header(Form form, Table.Row row) {
        this.form = form;
        this.row = row;
        for (int i = 0; i < row.cells().size(); i++) {
            String text = row.cell(i).text();
            if (!text.isEmpty()) {
                place(i, text);
            }
        }
    }

    private static Map<Form, Map<String, Column>> names() {
        Map<Form, Map<String, Column>> names = new HashMap<>();
        for (Form form : FORMS.all()) {
            Map<String, Column> byName = new HashMap<>();
            for (Column column : form.columns()) {
                byName.put(key(column.header()), column);
                byName.put(key(column.localHeader()), column);
                byName.put(key(column.field()), column);
                column.names().forEach(name -> byName.put(key(name), column));
            }
            names.put(form, byName);
        }
        return names;
    }

    /** What headers are compared by: letters and digits alone, no capitals. */
    static String key(String text) {
        return FigureText.normal(text).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private void place(int index, String text) {
        String key = key(text);
        if (key.equals("rejected")) {
            rejected = index;
            return;
        }
        Column column = find(text, key);
        if (column == null) {
            column = measured(text);
        }
        if (column == null) {
            unknown.add(shortened(text));
        } else if (places.putIfAbsent(column.field(), index) != null) {
            twice.add(text);
        } else {
            columns.put(index, column);
        }
    }

    private static String shortened(String text) {
        return text.length() > LENGTH ? text.substring(0, LENGTH) : text;
    }

    private @Nullable Column find(String text, String key) {
        Map<String, Column> names = NAMES.getOrDefault(form, Map.of());
        Column whole = names.get(key);
        if (whole != null) {
            return whole;
        }
        String outside = UNIT.matcher(FigureText.normal(text)).replaceAll(" ");
        Column withoutUnit = names.get(key(outside));
        if (withoutUnit == null) {
            // In both languages, as in the templates; both halves must mean the same.
            StringBuilder local = new StringBuilder();
            Matcher han = CJK.matcher(outside);
            while (han.find()) {
                local.append(han.group());
            }
            Column inChinese = names.get(local.toString());
            Column inEnglish = names.get(key(CJK.matcher(outside).replaceAll(" ")));
            withoutUnit = inChinese != null && inChinese.equals(inEnglish) ? inChinese : null;
        }
        if (withoutUnit != null && (withoutUnit.as() == As.FIGURE || withoutUnit.as() == As.VALUE)) {
            unit = unitIn(text);
        }
        return withoutUnit;
    }

    /** A column named for a measure, 产能（吨/年）, holds its figures. */
    private @Nullable Column measured(String text) {
        String name = UNIT.matcher(FigureText.normal(text)).replaceAll(" ").strip();
        if (!form.name().equals("claims") || !FORMS.isWord("measure", name)) {
            return null;
        }
        measure = FORMS.code("measure", name);
        unit = unitIn(text);
        return form.columns().stream()
                .filter(column -> column.as() == As.FIGURE)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String unitIn(String text) {
        Matcher unit = UNIT.matcher(FigureText.normal(text));
        return unit.find() && UnitText.isNamed(unit.group(1)) ? unit.group(1).strip() : null;
    }

    Form form() {
        return form;
    }

    Table.Row row() {
        return row;
    }

    /** How many of its columns are known. */
    int known() {
        return columns.size();
    }

    /** Headers that nobody knows, in their order. */
    Set<String> unknown() {
        return unknown;
    }

    /** Columns that nobody knows; suggested is the header of one that is not there, where that was probably meant. */
    List<FieldError> faultsOfUnknown(Table table) {
        Map<String, Column> others = new LinkedHashMap<>();
        NAMES.getOrDefault(form, Map.of()).forEach((name, column) -> {
            if (!has(column)) {
                others.put(name, column);
            }
        });
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String text = row.cell(i).text();
            if (unknown.contains(shortened(text))) {
                errors.add(new FieldError(
                        null,
                        null,
                        row.number(),
                        shortened(text) + " (" + table.nameOf(i) + ")",
                        "nobody knows this column; it was passed over",
                        Suggestions.nearest(key(text), others.keySet())
                                .map(others::get)
                                .map(meant -> CJK.matcher(text).find() ? meant.localHeader() : meant.header())
                                .orElse(null)));
            }
        }
        return errors;
    }

    /** Headers of columns that are there already under another name. */
    List<String> twice() {
        return twice;
    }

    /** Columns that are needed and not there. */
    List<Column> missing() {
        return form.columns().stream()
                .filter(Column::needed)
                .filter(column -> !has(column))
                .toList();
    }

    private boolean has(Column column) {
        return places.containsKey(column.field())
                || (column.as() == As.FIGURE && places.containsKey("/quantity/value"))
                || (column.field().equals("/measure") && measure != null);
    }

    Map<Integer, Column> columns() {
        return columns;
    }

    /** Where the column for that field is; -1 if it is not there. */
    int place(String field) {
        return places.getOrDefault(field, -1);
    }

    /** Where the first column for a part of that field is; -1 if there is none. */
    int placeWithin(String field) {
        return columns.entrySet().stream()
                .filter(each -> each.getValue().field().startsWith(field + "/"))
                .map(Map.Entry::getKey)
                .min(Integer::compare)
                .orElse(-1);
    }

    /** Where an earlier import said why it refused a row; -1 if none did. */
    int rejected() {
        return rejected;
    }

    /** The measure that the figures' header names; null if it names none. */
    @Nullable
    String measure() {
        return measure;
    }

    /** The unit that the figures' header names; null if it names none. */
    @Nullable
    String unit() {
        return unit;
    }
}
