package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Moment;
import dev.zoneledger.metrics.ledger.Owner;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Keys of the stores: parts joined by a character that is in no part, so that what is asked for together lies together
 * and is read as one range.
 */
final class Keys {

    private static final char SEPARATOR = '|';
    private static final String SPLIT = "\\|";

    private Keys() {}

    /** The key of these parts. */
    static String of(String... parts) {
        return String.join("|", parts);
    }

    /** What all keys begin with that go on after these parts. */
    static String prefix(String... parts) {
        return of(parts) + SEPARATOR;
    }

    static String subject(String zone, Owner owner) {
        return of(zone, owner(owner));
    }

    /** The projects whose record names an organisation, in the store of subjects. */
    static String member(String zone, String organisation, String project) {
        return members(zone, organisation) + project;
    }

    static String members(String zone, String organisation) {
        return prefix(zone, "member", organisation);
    }

    static String merge(String zone, Owner record) {
        return of(zone, owner(record));
    }

    /** All records whose merge names that one, in the store of merges; their ids follow. */
    static String mergedInto(String zone, Owner record) {
        return prefix(zone, "into", owner(record));
    }

    /** All claims of a cell, in the store of series. */
    static String series(Cell cell) {
        return prefix(cell.zone(), cell.measure().code(), cell.basis().code(), cell.product(), owner(cell.owner()));
    }

    /** All claims of one product, basis and measure, whoever their owner is, in the store of series. */
    static String series(String zone, Measure measure, Basis basis, String product) {
        return prefix(zone, measure.code(), basis.code(), product);
    }

    /** All claims of a measure and basis, in the store of series. */
    static String series(String zone, Measure measure, Basis basis) {
        return prefix(zone, measure.code(), basis.code());
    }

    /** The cell that a key of the store of series belongs to. */
    static Cell cellOfSeries(String key) {
        String[] parts = key.split(SPLIT, -1);
        return new Cell(parts[0], Measure.of(parts[1]), Basis.of(parts[2]), parts[3], owner(parts[4]));
    }

    static String cell(Cell cell) {
        return cells(cell.zone(), cell.owner())
                + of(cell.measure().code(), cell.basis().code(), cell.product());
    }

    /** All cells of an owner. */
    static String cells(String zone, Owner owner) {
        return prefix(zone, owner(owner));
    }

    static Cell cell(String key) {
        String[] parts = key.split(SPLIT, -1);
        return new Cell(parts[0], Measure.of(parts[2]), Basis.of(parts[3]), parts[4], owner(parts[1]));
    }

    /** What is stated below an organisation in the cells of its projects; the cell is the organisation's own. */
    static String below(Cell cell) {
        return series(cell);
    }

    static String below(Cell cell, Moment moment) {
        return below(cell) + of(moment.slot(), day(moment.day()));
    }

    static Moment momentBelow(String key) {
        String[] parts = key.split(SPLIT, -1);
        return new Moment(parts[5], day(parts[6]));
    }

    static String total(Cell cell, Line line) {
        return prefix(
                        cell.zone(),
                        Scope.of(cell.owner()).code(),
                        cell.measure().code(),
                        cell.basis().code(),
                        cell.product())
                + of(line.moment().slot(), line.unit(), day(line.moment().day()));
    }

    static String totals(String zone, Scope scope, Measure measure, Basis basis) {
        return prefix(zone, scope.code(), measure.code(), basis.code());
    }

    static String totals(String zone, Scope scope, Measure measure, Basis basis, String product) {
        return prefix(zone, scope.code(), measure.code(), basis.code(), product);
    }

    /** The row of a key of the store of totals. */
    static TotalRow.Series totalSeries(String key) {
        String[] parts = key.split(SPLIT, -1);
        return new TotalRow.Series(Measure.of(parts[2]), Basis.of(parts[3]), parts[4], parts[5], parts[6]);
    }

    /** The day of a key of the store of totals; empty text is before all days. */
    static LocalDate totalDay(String key) {
        return day(key.substring(key.lastIndexOf(SEPARATOR) + 1));
    }

    private static String owner(Owner owner) {
        return owner.kind().name().toLowerCase(Locale.ROOT) + "/" + owner.id();
    }

    private static Owner owner(String text) {
        int slash = text.indexOf('/');
        return new Owner(
                Owner.Kind.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)), text.substring(slash + 1));
    }

    /** ISO 8601, which sorts as days do. */
    private static String day(LocalDate day) {
        return day.equals(LocalDate.MIN) ? "" : day.toString();
    }

    private static LocalDate day(String text) {
        return text.isEmpty() ? LocalDate.MIN : LocalDate.parse(text);
    }
}
