package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.rest.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the cells of an entry, told by row and column. A cell that was not understood is a field that is
 * missing; that follows from it and is not told again.
 */
final class CellFaults {

    private final Header header;
    private final Table table;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<Told> told = new HashSet<>();
    private Table.Row row;

    private record Told(long row, String field) {}

    CellFaults(Header header, Table table, Table.Row first) {
        this.header = header;
        this.table = table;
        this.row = first;
    }

    /** What follows is found in that row of the entry. */
    void in(Table.Row next) {
        row = next;
    }

    /** Puts down that a cell is not understood and answers null. */
    <T> @Nullable T add(String field, String detail, @Nullable String suggestion) {
        told.add(new Told(row.number(), whole(field)));
        errors.add(new FieldError(null, null, row.number(), columnOf(field), detail, suggestion));
        return null;
    }

    /** A fault of the row as a whole. */
    void add(String detail) {
        errors.add(new FieldError(null, null, row.number(), null, detail, null));
    }

    /**
     * What the entry's rules say, if no cell has said it.
     *
     * @param said the rows that say what is at fault; the first of them has the fault
     */
    void add(FieldError error, List<Table.Row> said) {
        String pointer = error.pointer() == null ? "" : error.pointer().replaceAll("/\\d+", "");
        if (said.stream().anyMatch(each -> told.contains(new Told(each.number(), whole(pointer))))) {
            return;
        }
        in(said.getFirst());
        String column = columnOf(pointer);
        errors.add(new FieldError(
                column == null && !pointer.isEmpty() ? error.pointer() : null,
                null,
                row.number(),
                column,
                error.detail(),
                error.suggestion()));
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    boolean areIn(Table.Row each) {
        return errors.stream().anyMatch(error -> Long.valueOf(each.number()).equals(error.row()));
    }

    void tell(Faults faults) {
        errors.forEach(error -> faults.add(() -> error));
    }

    /** A figure and a date are one thing, of whatever parts. */
    private static String whole(String field) {
        int second = field.indexOf('/', 1);
        boolean parted = field.startsWith("/quantity/") || field.startsWith("/effectiveFrom/");
        return parted && second > 0 ? field.substring(0, second) : field;
    }

    private boolean isEmpty(int place) {
        return place < 0 || row.cell(place).isEmpty();
    }

    /** Header and letter of the column that the field is in, or one of its parts; null if there is none. */
    private @Nullable String columnOf(String field) {
        int place = header.place(field);
        if (field.startsWith("/quantity") && isEmpty(place)) {
            int value = header.place("/quantity/value");
            place = isEmpty(value) && header.place("/quantity/figure") >= 0 ? header.place("/quantity/figure") : value;
        }
        for (String wider = field; place < 0 && wider.lastIndexOf('/') > 0; ) {
            wider = wider.substring(0, wider.lastIndexOf('/'));
            place = header.place(wider);
        }
        if (place < 0) {
            place = header.placeWithin(field);
        }
        if (place < 0) {
            return null;
        }
        return header.row().cell(place).text() + " (" + table.nameOf(place) + ")";
    }
}
