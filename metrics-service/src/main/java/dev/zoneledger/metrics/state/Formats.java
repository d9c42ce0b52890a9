package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Version;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Moment;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Registration;
import dev.zoneledger.metrics.ledger.Total;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * How the stores keep their values: field after field, as {@link Packer} writes them. The stores are a fold of the log:
 * who changes a form gives the application a new id, and the log is read anew.
 */
final class Formats {

    private static final EventType[] TYPES = EventType.values();
    private static final Reason[] REASONS = Reason.values();
    private static final Qualifier[] QUALIFIERS = Qualifier.values();
    private static final Change.Cause[] CAUSES = Change.Cause.values();
    private static final int NONE = -1;

    private Formats() {}

    static Serde<KeptClaim> claims() {
        return packed(Formats::write, Formats::keptClaim);
    }

    static Serde<Entry> entries() {
        return packed(Formats::write, Formats::entry);
    }

    static Serde<CellPlaces> places() {
        return packed(
                (packer, places) -> write(packer, places.prefixes()), unpacker -> new CellPlaces(texts(unpacker)));
    }

    static Serde<Registration> registrations() {
        return packed(Formats::write, Formats::registration);
    }

    static Serde<Merged> merges() {
        return packed(
                (packer, merged) -> write(packer, merged.version()).optional(merged.into()),
                unpacker -> new Merged(version(unpacker), unpacker.optional()));
    }

    static Serde<Total> totals() {
        return packed(Formats::write, Formats::total);
    }

    static Serde<Presence> presences() {
        return packed(
                (packer, presence) -> packer.number(presence.figures()).number(presence.claims()),
                unpacker -> new Presence(unpacker.number(), unpacker.number()));
    }

    static Serde<Posted> postings() {
        return packed(
                (packer, posted) ->
                        write(packer.text(Keys.owner(posted.owner())).text(posted.place()), posted.change()),
                unpacker -> new Posted(Keys.owner(unpacker.text()), unpacker.text(), total(unpacker)));
    }

    static Serde<ChangeRing.Placed> changes() {
        return packed(
                (packer, placed) -> write(packer.number(placed.row()), placed.change()),
                unpacker -> new ChangeRing.Placed(unpacker.count(), change(unpacker)));
    }

    private static <T> Serde<T> packed(BiConsumer<Packer, T> write, Function<Unpacker, T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    if (value == null) {
                        return null;
                    }
                    Packer packer = new Packer();
                    write.accept(packer, value);
                    return packer.toBytes();
                },
                (topic, bytes) -> bytes == null ? null : read.apply(new Unpacker(bytes)));
    }

    private static void write(Packer packer, KeptClaim claim) {
        write(packer, claim.content());
        write(packer, claim.mark());
    }

    private static KeptClaim keptClaim(Unpacker unpacker) {
        return new KeptClaim(revision(unpacker), revision(unpacker));
    }

    private static void write(Packer packer, KeptClaim.@Nullable Revision revision) {
        if (revision == null) {
            packer.number(NONE);
            return;
        }
        packer.number(revision.type().ordinal());
        write(packer, revision.version()).bytes(revision.data());
    }

    private static KeptClaim.@Nullable Revision revision(Unpacker unpacker) {
        int type = unpacker.count();
        return type == NONE ? null : new KeptClaim.Revision(TYPES[type], version(unpacker), unpacker.bytes());
    }

    private static Packer write(Packer packer, Version version) {
        return packer.number(version.revision()).text(version.hash());
    }

    private static Version version(Unpacker unpacker) {
        return new Version(unpacker.count(), unpacker.text());
    }

    private static void write(Packer packer, Entry entry) {
        Entry.Figure figure = entry.figure();
        packer.text(entry.claim())
                .optional(entry.stated())
                .text(entry.place())
                .text(entry.slot())
                .day(entry.from())
                .flag(entry.notLater())
                .number(entry.barred() == null ? NONE : entry.barred().ordinal())
                .flag(entry.preferred())
                .optional(entry.publishedOn())
                .text(entry.unit())
                .number(figure == null ? NONE : figure.qualifier().ordinal());
        if (figure != null) {
            packer.decimal(figure.value());
        }
    }

    private static Entry entry(Unpacker unpacker) {
        return new Entry(
                unpacker.text(),
                unpacker.optional(),
                unpacker.text(),
                unpacker.text(),
                unpacker.day(),
                unpacker.flag(),
                reason(unpacker.count()),
                unpacker.flag(),
                unpacker.optional(),
                unpacker.text(),
                figure(unpacker));
    }

    private static @Nullable Reason reason(int ordinal) {
        return ordinal == NONE ? null : REASONS[ordinal];
    }

    private static Entry.@Nullable Figure figure(Unpacker unpacker) {
        int qualifier = unpacker.count();
        return qualifier == NONE ? null : new Entry.Figure(unpacker.decimal(), QUALIFIERS[qualifier]);
    }

    private static void write(Packer packer, Registration registration) {
        write(packer, registration.version())
                .optional(registration.organisation())
                .flag(registration.outsideZone());
        write(packer, registration.places());
    }

    private static Registration registration(Unpacker unpacker) {
        return new Registration(version(unpacker), unpacker.optional(), unpacker.flag(), texts(unpacker));
    }

    /** In their order, so that one set has one form. */
    private static void write(Packer packer, Set<String> texts) {
        packer.number(texts.size());
        new TreeSet<>(texts).forEach(packer::text);
    }

    private static Set<String> texts(Unpacker unpacker) {
        int size = unpacker.count();
        Set<String> texts = HashSet.newHashSet(size);
        for (int i = 0; i < size; i++) {
            texts.add(unpacker.text());
        }
        return texts;
    }

    private static void write(Packer packer, Total total) {
        packer.decimal(total.value());
        writeUnlessSame(packer, total.lower(), total.value());
        writeUnlessSame(packer, total.closed(), total.value());
        packer.number(total.open())
                .number(total.claims())
                .number(total.approximate())
                .number(total.withoutFigure())
                .number(total.begunBy());
    }

    private static Total total(Unpacker unpacker) {
        BigDecimal value = unpacker.decimal();
        return new Total(
                value,
                unpacker.flag() ? unpacker.decimal() : value,
                unpacker.flag() ? unpacker.decimal() : value,
                unpacker.number(),
                unpacker.number(),
                unpacker.number(),
                unpacker.number(),
                unpacker.number());
    }

    /** Most totals are points, whose bounds are their value. */
    private static void writeUnlessSame(Packer packer, BigDecimal bound, BigDecimal value) {
        boolean differs = !bound.equals(value);
        packer.flag(differs);
        if (differs) {
            packer.decimal(bound);
        }
    }

    private static void write(Packer packer, Change change) {
        packer.text(change.position().toString())
                .number(change.recordedAt().toEpochMilli())
                .number(change.cause().ordinal())
                .text(change.record())
                .number(change.deltas().size());
        change.deltas().forEach((line, delta) -> {
            packer.text(line.moment().slot()).day(line.moment().day()).text(line.unit());
            write(packer, delta);
        });
    }

    private static Change change(Unpacker unpacker) {
        Position position = Position.parse(unpacker.text());
        Instant recordedAt = Instant.ofEpochMilli(unpacker.number());
        Change.Cause cause = CAUSES[unpacker.count()];
        String record = unpacker.text();
        int size = unpacker.count();
        Map<Line, Total> deltas = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            Line line = new Line(new Moment(unpacker.text(), unpacker.day()), unpacker.text());
            deltas.put(line, total(unpacker));
        }
        return new Change(position, recordedAt, cause, record, deltas);
    }
}
