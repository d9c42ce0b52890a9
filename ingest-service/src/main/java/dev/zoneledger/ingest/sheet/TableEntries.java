package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.ingest.sheet.Column.As;
import dev.zoneledger.ingest.sheet.Forms.Form;
import dev.zoneledger.ingest.sheet.Table.Copy;
import dev.zoneledger.ingest.sheet.Table.Row;
import dev.zoneledger.ingest.sheet.Table.Span;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The entries of a table: a row each, or of projects the rows that stand together. */
final class TableEntries implements EntrySource {

    private static final int FAULTS_OF_ENTRY = 50;

    // So many projects are remembered, to find one that stands in two places.
    private static final int REMEMBERED = 100_000;

    private final Table table;
    private final HeaderSearch search;
    private final int rowsOfEntry;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private @Nullable Header header;
    private @Nullable Row ahead;
    private boolean tooManyRows;

    /** @param form null to find it out by the headers */
    TableEntries(Table table, @Nullable Form form, SheetLimits limits) {
        this.table = table;
        this.search = new HeaderSearch(table, form);
        this.rowsOfEntry = limits.rowsOfEntry();
    }

    @Override
    public boolean next() throws IOException {
        if (header == null) {
            header = search.find();
            table.begin();
        }
        rows.forEach(this::remember);
        rows.clear();
        tooManyRows = false;
        Row first = ahead == null ? nextFilled() : ahead;
        ahead = null;
        if (first == null) {
            return false;
        }
        rows.add(first);
        if (header.form().kind() == Kind.PROJECT) {
            gather(key(first));
        }
        return true;
    }

    private void remember(Row row) {
        String key = header == null || header.form().kind() != Kind.PROJECT ? null : key(row);
        if (key != null && ended.size() < REMEMBERED) {
            ended.add(key);
        }
    }

    private void gather(@Nullable String key) throws IOException {
        while (key != null) {
            ahead = nextFilled();
            if (ahead == null || !key.equals(key(ahead))) {
                return;
            }
            if (rows.size() < rowsOfEntry) {
                rows.add(ahead);
            } else {
                tooManyRows = true;
            }
        }
    }

    private @Nullable Row nextFilled() throws IOException {
        Row row = table.next();
        while (row != null && (row.isBlank() || HeaderSearch.isRemark(row))) {
            row = table.next();
        }
        return row == null || row.spans().isEmpty() ? row : spread(row);
    }

    /** What a cell over several rows holds is said of each of them, but for a figure: that would be counted several times. */
    private Row spread(Row row) {
        List<Cell> cells = new ArrayList<>(row.cells());
        found().columns().forEach((place, column) -> {
            Span span = row.spans().get(place);
            if (span == null || span.cell().isEmpty()) {
                return;
            }
            while (cells.size() <= place) {
                cells.add(Cell.EMPTY);
            }
            boolean figure = column.as() == As.FIGURE || column.as() == As.VALUE;
            if (figure) {
                String rows = "for rows " + span.first() + " to " + span.last();
                cells.set(
                        place,
                        Cell.refused(
                                span.cell().text() + " " + rows,
                                "is one figure " + rows + "; say in one row of what, or give each row its own"));
            } else if (cells.get(place).isEmpty()) {
                cells.set(place, span.cell());
            }
        });
        return new Row(row.number(), cells);
    }

    /** Zone and id of a project; null if the row has no id. */
    private @Nullable String key(Row row) {
        String id = cell(row, "/id");
        return id.isEmpty() ? null : cell(row, "/zone") + "\n" + id;
    }

    private String cell(Row row, String field) {
        int place = found().place(field);
        return place < 0 ? "" : row.cell(place).text();
    }

    private Header found() {
        if (header == null) {
            throw new IllegalStateException("no entry has been asked for");
        }
        return header;
    }

    @Override
    public long row() {
        return rows.isEmpty() ? 0 : rows.getFirst().number();
    }

    @Override
    public Entry read(Faults faults) {
        Kind kind = found().form().kind();
        Row first = rows.getFirst();
        CellFaults cells = new CellFaults(found(), table, first);
        Map<String, @Nullable Object> tree = new EntryTree(found(), first, cells).read();
        boolean named = tree.containsKey("id");
        ProjectRows project = kind == Kind.PROJECT ? project(tree, cells) : null;
        beyondTheHeader(cells);
        ZoneEvent event = project == null
                ? read(kind, tree, cells, pointer -> List.of(first))
                : read(kind, project.tree(), cells, project::said);
        noRemarks(cells);
        cells.tell(faults);
        return new Entry(kind, cells.isEmpty() ? event : null, named);
    }

    /** @param said the rows that say what is at a JSON pointer */
    private static @Nullable ZoneEvent read(
            Kind kind, Map<String, @Nullable Object> tree, CellFaults cells, Function<String, List<Row>> said) {
        Faults ofRules = new Faults(FAULTS_OF_ENTRY);
        try {
            ZoneEvent event = kind.read(tree, "", ofRules);
            ofRules.told()
                    .forEach(error -> cells.add(error, said.apply(Objects.requireNonNullElse(error.pointer(), ""))));
            return event;
        } catch (IllegalArgumentException e) {
            // A rule of the contract that the reader does not know yet; tests look for this.
            cells.add(FieldError.at("", "refused by the contract: " + e.getMessage(), null), said.apply(""));
            return null;
        }
    }

    private ProjectRows project(Map<String, @Nullable Object> first, CellFaults cells) {
        String key = key(rows.getFirst());
        if (key != null && ended.contains(key)) {
            cells.add("/id", "other rows of this project stand further up; put them one under the other", null);
        }
        if (tooManyRows) {
            cells.add("a project has at most " + rowsOfEntry + " rows (zone.ingest.sheets.rows-of-entry)");
        }
        ProjectRows project = new ProjectRows(rows.getFirst(), first, cells);
        for (Row row : rows.subList(1, rows.size())) {
            cells.in(row);
            project.add(row, new EntryTree(found(), row, cells).read(), cells);
        }
        return project;
    }

    private void beyondTheHeader(CellFaults cells) {
        int width = found().row().cells().size();
        for (Row row : rows) {
            if (row.cells().stream().skip(width).anyMatch(cell -> !cell.isEmpty())) {
                cells.in(row);
                cells.add(
                        "has more cells than there are headers; is there a separator inside a text that is not in quotes?");
            }
        }
    }

    private void noRemarks(CellFaults cells) {
        for (Row row : rows) {
            Cell cell = row.cell(0);
            if (cells.areIn(row)
                    && found().columns().containsKey(0)
                    && cell.refusal() == null
                    && cell.text().startsWith(HeaderSearch.REMARK)) {
                cells.in(row);
                cells.add("begins with #; if it is a remark, put a blank behind its #");
            }
        }
    }

    @Override
    public Set<String> unknownColumns() {
        return header == null ? Set.of() : header.unknown();
    }

    @Override
    public List<FieldError> faultsOfColumns() {
        return header == null ? List.of() : header.faultsOfUnknown(table);
    }

    @Override
    public RejectedEntries rejectedInto(OutputStream file) throws IOException {
        Copy copy = table.copyInto(file);
        return new RejectedEntries() {
            private boolean begun;

            @Override
            public void add(LongFunction<String> why) throws IOException {
                if (!begun) {
                    copy.add(with(found().row(), REJECTED));
                    begun = true;
                }
                for (Row row : rows) {
                    copy.add(with(row, why.apply(row.number())));
                }
            }

            @Override
            public void close() throws IOException {
                copy.close();
            }
        };
    }

    /** The row as it came; an older reason gives place to this one. */
    private List<Cell> with(Row row, String last) {
        List<Cell> cells = new ArrayList<>();
        int width = Math.max(found().row().cells().size(), row.cells().size());
        for (int i = 0; i < width; i++) {
            if (i != found().rejected()) {
                cells.add(row.cell(i));
            }
        }
        cells.add(Cell.of(last));
        return cells;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
