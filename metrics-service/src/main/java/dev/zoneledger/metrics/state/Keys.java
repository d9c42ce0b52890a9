package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Moment;
import dev.zoneledger.metrics.ledger.Owner;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Keys of the stores: parts joined by a character that is in no part, so that what is asked for together lies together
 * and is read as one range. {@link Grain} has those of the totals.
 */
final class Keys {

    static final String SPLIT = "\\|";

    /** Behind every key that goes on after the same parts. */
    static final String LAST = "~";

    private static final char SEPARATOR = '|';

    /** Before all days, and as long. */
    private static final String NO_DAY = "0000-00-00";

    // What is barred lies behind all days of its timeline, where nobody comes by who looks for what holds.
    private static final String BARRED = LAST;
    private static final String NORMAL = "1";
    private static final String PREFERRED = "2";

    private Keys() {}

    /** The key of these parts. */
    static String of(String... parts) {
        return String.join("|", parts);
    }

    /** What all keys begin with that go on after these parts. */
    static String prefix(String... parts) {
        return of(parts) + SEPARATOR;
    }

    /** The zone that a key begins with. */
    static String zone(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    /** Behind all keys of a zone, and before those of the next. */
    static String behind(String zone) {
        return zone + (char) (SEPARATOR + 1);
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

    /** Of these only those of organisations as a whole. */
    static String seriesOfOrganisations(String zone, Measure measure, Basis basis, String product) {
        return series(zone, measure, basis, product) + owner(Owner.organisation(""));
    }

    /** All claims of a measure and basis, in the store of series. */
    static String series(String zone, Measure measure, Basis basis) {
        return prefix(zone, measure.code(), basis.code());
    }

    /**
     * All claims of one timeline, in the store of series: those of a place, and where the cell is one of flows, of the same
     * period. The days follow, and below a day the claims in the order of {@link dev.zoneledger.contract.Precedence}: the
     * last one holds.
     */
    static String timeline(Cell cell, Entry entry) {
        return timeline(cell, entry.place(), entry.slot());
    }

    static String timeline(Cell cell, String place, String slot) {
        return series(cell) + prefix(place, cell.measure().isFlow() ? slot : "");
    }

    /** A claim in the store of series. */
    static String claim(Cell cell, Entry entry) {
        return timeline(cell, entry)
                + of(
                        entry.barred() == null ? day(entry.from()) : BARRED,
                        entry.preferred() ? PREFERRED : NORMAL,
                        entry.publishedOn() == null
                                ? NO_DAY
                                : PartialDate.lastDay(entry.publishedOn()).toString(),
                        entry.claim());
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

    /** What is stated below a place of a cell, in the cell itself and in those of the owner's projects. */
    static String below(Cell cell, String place) {
        return series(cell) + place + SEPARATOR;
    }

    static String below(Cell cell, String place, Moment moment) {
        return below(cell, place) + of(moment.slot(), day(moment.day()));
    }

    static Moment momentBelow(String key) {
        String[] parts = key.split(SPLIT, -1);
        return new Moment(parts[6], day(parts[7]));
    }

    /** The totals of a product by organisation; the organisations follow. */
    static String organisations(String zone, Measure measure, Basis basis, String product) {
        return prefix(zone, measure.code(), basis.code(), product);
    }

    static String organisation(String zone, TotalRow.Series series, String organisation, LocalDate day) {
        return organisations(zone, series.measure(), series.basis(), series.product())
                + of(organisation, series.slot(), series.unit(), day(day));
    }

    /** What single claims put into the totals of a product; days, slots and units follow. */
    static String postings(String zone, Scope scope, Measure measure, Basis basis, String product) {
        return prefix(zone, scope.code(), measure.code(), basis.code(), product);
    }

    /** Of these those of flows, which have no day; periods follow. */
    static String postingsOfFlow(String zone, Scope scope, Measure measure, Basis basis, String product) {
        return postings(zone, scope, measure, basis, product) + SEPARATOR;
    }

    static String posting(Cell cell, Line line, String claim) {
        return postings(cell.zone(), Scope.of(cell.owner()), cell.measure(), cell.basis(), cell.product())
                + of(day(line.moment().day()), line.moment().slot(), line.unit(), claim);
    }

    /** The last changes of the totals of a product; their places in the ring follow. */
    static String changes(String zone, Scope scope, Measure measure, Basis basis, String product) {
        return prefix(zone, scope.code(), measure.code(), basis.code(), product);
    }

    static String owner(Owner owner) {
        return owner.kind().name().toLowerCase(Locale.ROOT) + "/" + owner.id();
    }

    static Owner owner(String text) {
        int slash = text.indexOf('/');
        return new Owner(
                Owner.Kind.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)), text.substring(slash + 1));
    }

    /** ISO 8601, which sorts as days do; empty for the beginning of time. */
    static String day(LocalDate day) {
        return day.equals(LocalDate.MIN) ? "" : day.toString();
    }

    static LocalDate day(String text) {
        return text.isEmpty() ? LocalDate.MIN : LocalDate.parse(text);
    }
}
