package dev.zoneledger.ingest.entry;

import static dev.zoneledger.ingest.entry.JsonScan.require;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.ingest.entry.JsonScan.Unusual;
import dev.zoneledger.ingest.entry.Words.Word;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a claim from its bytes straight into a record, where everything in it is as it should be: nearly every line of
 * nearly every import, at a fraction of the cost. At the first thing that is wrong, or rare, it gives up, and the claim is
 * read again by {@link Claims}, which knows every form and explains every fault. What is read here is read there alike;
 * tests of {@link EntryReader} hold the two together. What the records ask for themselves is not asked for here.
 */
final class ClaimReader {

    /** Of the fields, wherever they stand. */
    private enum Name {
        TYPE("type"),
        ZONE("zone"),
        ID("id"),
        REVISION("revision"),
        SUBJECT("subject"),
        MEASURE("measure"),
        PRODUCT("product"),
        COUNTED("counted"),
        QUANTITY("quantity"),
        STATUS("status"),
        BASIS("basis"),
        EFFECTIVE_FROM("effectiveFrom"),
        PERIOD("period"),
        RANK("rank"),
        REASON("reason"),
        STATED_BY("statedBy"),
        SOURCE("source"),
        NOTE("note"),
        ORGANISATION("organisation"),
        PROJECT("project"),
        PHASE("phase"),
        LINE("line"),
        VALUE("value"),
        UNIT("unit"),
        QUALIFIER("qualifier"),
        PRINTED("printed"),
        DATE("date"),
        PRECISION("precision"),
        BOUND("bound"),
        NAME("name"),
        OFFICE("office"),
        URI("uri"),
        PUBLISHER("publisher"),
        PUBLISHED_ON("publishedOn"),
        LANGUAGE("language"),
        MACHINE_TRANSLATED("machineTranslated"),
        LOCATOR("locator"),
        EXCERPT("excerpt");

        private final String word;

        Name(String word) {
            this.word = word;
        }
    }

    private static final Map<String, Name> NAMES =
            Arrays.stream(Name.values()).collect(Collectors.toMap(name -> name.word, Function.identity()));

    private static final Words<Name> CLAIM = names(Claims.CLAIM, "type");
    private static final Words<Name> SUBJECT = names(Parts.SUBJECT);
    private static final Words<Name> FIGURE = names(Quantities.FIGURE);
    private static final Words<Name> DATE = names(Parts.DATE);
    private static final Words<Name> SPEAKER = names(Parts.SPEAKER);
    private static final Words<Name> SOURCE = names(Parts.SOURCE);

    /** Of the claims that a thread has read: those of a file, or of a script, mostly have one order. */
    private static final ThreadLocal<FieldOrder> ORDER = ThreadLocal.withInitial(FieldOrder::new);

    private static final Words<Kind> KINDS = Kind.byWord();
    private static final Words<Product> PRODUCTS = new Words<>(
            ProductTree.builtIn().products().stream().collect(Collectors.toMap(Product::code, Function.identity())));

    private final JsonScan json;

    private @Nullable Kind type;
    private @Nullable String zone;
    private @Nullable String id;
    private @Nullable Integer revision;
    private @Nullable Subject subject;
    private @Nullable Measure measure;
    private @Nullable Product product;
    private @Nullable String counted;
    private Quantity.@Nullable Figure quantity;
    private @Nullable Status status;
    private @Nullable Basis basis;
    private @Nullable PartialDate effectiveFrom;
    private @Nullable Period period;
    private @Nullable ClaimRank rank;
    private @Nullable String reason;
    private @Nullable Speaker statedBy;
    private @Nullable Source source;
    private @Nullable String note;

    private ClaimReader(JsonScan json) {
        this.json = json;
    }

    /** The one object that is there as an entry of an import; null if it is to be read by the reader that explains. */
    static @Nullable Entry line(byte[] bytes, int offset, int length) {
        return read(new JsonScan(bytes, offset, length, ORDER.get()), Kind.CLAIM);
    }

    /** The same of a post to the address of claims, where no type is stated. */
    static @Nullable Entry post(byte[] body) {
        return read(new JsonScan(body, 0, body.length, ORDER.get()), null);
    }

    private static @Nullable Entry read(JsonScan json, @Nullable Kind type) {
        try {
            return new ClaimReader(json).entry(type);
        } catch (Unusual | IllegalArgumentException | ArithmeticException unusual) {
            return null;
        }
    }

    private Entry entry(@Nullable Kind expectedType) throws Unusual {
        for (Word<Name> field = json.first(CLAIM); field != null; field = json.next(CLAIM, field)) {
            take(field.value());
        }
        json.end();
        require(type == expectedType);
        return new Entry(Kind.CLAIM, claim(), id != null);
    }

    private void take(Name name) throws Unusual {
        switch (name) {
            case TYPE -> type = once(type, json.code(KINDS));
            case ZONE -> zone = once(zone, json.text());
            case ID -> id = once(id, json.text());
            case REVISION -> revision = once(revision, json.number().intValueExact());
            case SUBJECT -> subject = once(subject, subject());
            case MEASURE -> measure = once(measure, json.code(Claims.MEASURES.words()));
            case PRODUCT -> product = once(product, json.code(PRODUCTS));
            case COUNTED -> counted = once(counted, json.text());
            case QUANTITY -> quantity = once(quantity, figure());
            case STATUS -> status = once(status, json.code(Claims.STATUSES.words()));
            case BASIS -> basis = once(basis, json.code(Claims.BASES.words()));
            case EFFECTIVE_FROM -> effectiveFrom = once(effectiveFrom, date());
            case PERIOD -> period = once(period, period());
            case RANK -> rank = once(rank, json.code(Parts.RANKS.words()));
            case REASON -> reason = once(reason, json.text());
            case STATED_BY -> statedBy = once(statedBy, speaker());
            case SOURCE -> source = once(source, source());
            case NOTE -> note = once(note, json.text());
            default -> throw Unusual.INSTANCE;
        }
    }

    /** Which fields a measure asks for, and which it forbids, the record knows. */
    private Claim claim() throws Unusual {
        Measure told = there(measure);
        Quantity.Figure figure = there(quantity);
        require(Quantities.fits(figure.unit(), told, product));
        return new Claim(
                there(zone),
                id == null ? Entry.UNNAMED : id,
                revision == null ? 1 : revision,
                there(subject),
                told,
                Parts.code(product),
                counted,
                figure,
                status,
                basis == null ? Basis.ACTUAL : basis,
                effectiveFrom,
                period,
                rank == null ? ClaimRank.NORMAL : rank,
                reason,
                List.of(),
                statedBy,
                there(source),
                List.of(),
                note);
    }

    private Subject subject() throws Unusual {
        String inZone = null;
        String organisation = null;
        String project = null;
        String phase = null;
        String line = null;
        for (Word<Name> field = json.first(SUBJECT); field != null; field = json.next(SUBJECT, field)) {
            switch (field.value()) {
                case ZONE -> inZone = once(inZone, json.text());
                case ORGANISATION -> organisation = once(organisation, json.text());
                case PROJECT -> project = once(project, json.text());
                case PHASE -> phase = once(phase, json.text());
                case LINE -> line = once(line, json.text());
                default -> throw Unusual.INSTANCE;
            }
        }
        return new Subject(inZone, organisation, project, phase, line);
    }

    private Quantity.Figure figure() throws Unusual {
        BigDecimal value = null;
        Unit unit = null;
        Qualifier qualifier = null;
        String printed = null;
        for (Word<Name> field = json.first(FIGURE); field != null; field = json.next(FIGURE, field)) {
            switch (field.value()) {
                case VALUE -> value = once(value, json.number());
                case UNIT -> unit = once(unit, unit());
                case QUALIFIER -> qualifier = once(qualifier, json.code(Quantities.QUALIFIERS.words()));
                case PRINTED -> printed = once(printed, json.text());
                default -> throw Unusual.INSTANCE;
            }
        }
        return new Quantity.Figure(there(value), there(unit), qualifier == null ? Qualifier.EXACT : qualifier, printed);
    }

    private PartialDate date() throws Unusual {
        String date = null;
        Precision precision = null;
        Bound bound = null;
        for (Word<Name> field = json.first(DATE); field != null; field = json.next(DATE, field)) {
            switch (field.value()) {
                case DATE -> date = once(date, isoDate());
                case PRECISION -> precision = once(precision, json.code(Parts.PRECISIONS.words()));
                case BOUND -> bound = once(bound, json.code(Parts.BOUNDS.words()));
                default -> throw Unusual.INSTANCE;
            }
        }
        Precision shown = Parts.precisionOf(there(date));
        require(precision != Precision.UNKNOWN);
        return new PartialDate(date, precision == null ? shown : precision, bound);
    }

    private Speaker speaker() throws Unusual {
        String person = null;
        String office = null;
        String organisation = null;
        for (Word<Name> field = json.first(SPEAKER); field != null; field = json.next(SPEAKER, field)) {
            switch (field.value()) {
                case NAME -> person = once(person, json.text());
                case OFFICE -> office = once(office, json.text());
                case ORGANISATION -> organisation = once(organisation, json.text());
                default -> throw Unusual.INSTANCE;
            }
        }
        return new Speaker(person, office, organisation);
    }

    private Source source() throws Unusual {
        String uri = null;
        String publisher = null;
        String publishedOn = null;
        String language = null;
        Boolean machineTranslated = null;
        String locator = null;
        String excerpt = null;
        for (Word<Name> field = json.first(SOURCE); field != null; field = json.next(SOURCE, field)) {
            switch (field.value()) {
                case URI -> uri = once(uri, json.text());
                case PUBLISHER -> publisher = once(publisher, json.text());
                case PUBLISHED_ON -> publishedOn = once(publishedOn, isoDate());
                case LANGUAGE -> language = once(language, json.text());
                case MACHINE_TRANSLATED -> machineTranslated = once(machineTranslated, json.flag());
                case LOCATOR -> locator = once(locator, json.text());
                case EXCERPT -> excerpt = once(excerpt, json.text());
                default -> throw Unusual.INSTANCE;
            }
        }
        String address = there(uri);
        require(Parts.isAddress(address));
        require(language == null || Parts.isLanguage(language));
        return new Source(
                address, publisher, publishedOn, language, Boolean.TRUE.equals(machineTranslated), locator, excerpt);
    }

    private Unit unit() throws Unusual {
        return there(Unit.find(json.text()).orElse(null));
    }

    /** Whether it is a date of the calendar, the record that it becomes a part of asks. */
    private String isoDate() throws Unusual {
        String text = json.text();
        require(Parts.isYearInRange(text));
        return text;
    }

    private Period period() throws Unusual {
        Period of = Period.of(json.text());
        require(Parts.isInRange(of.from()) && Parts.isInRange(of.to()));
        return of;
    }

    /** A field that stands twice is a fault. */
    private static <T> T once(@Nullable T before, @Nullable T now) throws Unusual {
        require(before == null);
        return there(now);
    }

    private static <T> T there(@Nullable T value) throws Unusual {
        if (value == null) {
            throw Unusual.INSTANCE;
        }
        return value;
    }

    /** Those of a record that are read here. */
    private static Words<Name> names(Set<String> ofRecord, String... more) {
        return new Words<>(Stream.concat(ofRecord.stream(), Stream.of(more))
                .filter(NAMES::containsKey)
                .collect(Collectors.toMap(Function.identity(), NAMES::get)));
    }
}
