package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.sheet.Forms.Form;
import dev.zoneledger.ingest.sheet.Table.Row;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the row of headers below titles and explanations, and of which table they are. */
final class HeaderSearch {

    // Titles and explanations come before the headers, not whole pages.
    private static final int ROWS = 30;

    static final String REMARK = "#";

    private final Table table;
    private final @Nullable Form form;

    /** @param form null to find it out by the headers */
    HeaderSearch(Table table, @Nullable Form form) {
        this.table = table;
        this.form = form;
    }

    /**
     * Rows of a template that explain, and what people put among their rows in the same way: a # with a blank behind it. Without
     * one it may be data, such as #1 and #N/A, and a # alone the header of row numbers.
     */
    static boolean isRemark(Row row) {
        String first = row.cell(0).text();
        if (first.equals(REMARK)) {
            return row.cells().stream().skip(1).allMatch(Cell::isEmpty);
        }
        return first.startsWith(REMARK) && isBlank(first.charAt(1));
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    Header find() throws IOException {
        List<Header> nearest = new ArrayList<>();
        do {
            List<Header> found = inSheet();
            if (!found.isEmpty() && isWhole(found)) {
                return onlyOne(found);
            }
            nearest.addAll(found);
        } while (table.nextSheet());
        if (nearest.isEmpty()) {
            throw Unreadable.headers(
                    "No row of headers was found. GET /v1/templates/claims.xlsx (or projects, organisations) has them",
                    List.of());
        }
        nearest.sort(Comparator.comparingInt(Header::known).reversed());
        throw missing(nearest.getFirst());
    }

    private static boolean isWhole(List<Header> found) {
        return found.stream().anyMatch(header -> header.missing().isEmpty());
    }

    /** The readings of the first row that looks like headers, one for each form; none if there is no such row. */
    private List<Header> inSheet() throws IOException {
        List<Header> best = List.of();
        int most = 1;
        int looked = 0;
        for (Row row = table.next(); row != null && looked < ROWS; row = table.next()) {
            if (row.isBlank() || isRemark(row)) {
                continue;
            }
            looked++;
            Row headers = row;
            List<Header> readings = Forms.builtIn().all().stream()
                    .filter(each -> form == null || form.equals(each))
                    .map(each -> new Header(each, headers))
                    .toList();
            if (isWhole(readings)) {
                return readings;
            }
            int known = readings.stream().mapToInt(Header::known).max().orElse(0);
            if (known > most) {
                most = known;
                best = readings;
            }
        }
        return best;
    }

    private Header onlyOne(List<Header> readings) {
        Header best = readings.stream()
                .filter(header -> header.missing().isEmpty())
                .max(Comparator.comparingInt(Header::known))
                .orElseThrow();
        Optional<Header> other = readings.stream()
                .filter(header -> header != best && header.known() >= best.known())
                .findFirst();
        if (other.isPresent()) {
            throw Unreadable.headers(
                    "The headers may be those of " + best.form().name() + " or of "
                            + other.get().form().name()
                            + "; name them as in the template, or send the content type with a parameter, for instance text/csv; type="
                            + best.form().name(),
                    List.of());
        }
        if (!best.twice().isEmpty()) {
            throw Unreadable.headers(
                    "Two columns are the same",
                    best.twice().stream()
                            .map(name -> new FieldError(
                                    null,
                                    null,
                                    best.row().number(),
                                    name,
                                    "is a second column for what another one holds already",
                                    null))
                            .toList());
        }
        return best;
    }

    private RuntimeException missing(Header header) {
        List<FieldError> errors = new ArrayList<>(header.faultsOfUnknown(table));
        header.missing().stream()
                .map(column -> new FieldError(
                        null,
                        null,
                        header.row().number(),
                        column.header(),
                        "this column is missing; its header may be " + column.header() + ", " + column.localHeader()
                                + (column.names().isEmpty() ? "" : " or " + String.join(", ", column.names())),
                        null))
                .forEach(errors::add);
        return Unreadable.headers(
                "The headers of row " + header.row().number() + " look like those of "
                        + header.form().name() + ", but not all that are needed are there",
                errors);
    }
}
