package dev.zoneledger.ingest.entry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Ids;
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
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a claim from its tokens straight into a record, where everything in it is as it should be: nearly every line of
 * nearly every import, at less than half the cost. At the first thing that is wrong, or rare, it gives up, and the claim is
 * read again by {@link Claims}, which knows every form and explains every fault. What is read here is read there alike;
 * tests of {@link EntryReader} hold the two together.
 */
final class ClaimReader {

    private final JsonParser parser;

    private @Nullable String type;
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

    private ClaimReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Not for this reader. It costs nothing to throw, and says nothing: the other reader does. */
    private static final class Unusual extends Exception {
        private static final long serialVersionUID = 1L;
        private static final Unusual INSTANCE = new Unusual();

        private Unusual() {
            super(null, null, false, false);
        }
    }

    /** The parser's one value as an entry of an import; null if it is to be read by the reader that explains. */
    static @Nullable Entry line(JsonParser parser) {
        return read(parser, "claim");
    }

    /** The same of a post to the address of claims, where no type is stated. */
    static @Nullable Entry post(JsonParser parser) {
        return read(parser, null);
    }

    private static @Nullable Entry read(JsonParser parser, @Nullable String type) {
        try {
            return new ClaimReader(parser).entry(type);
        } catch (Unusual | IOException | IllegalArgumentException | ArithmeticException unusual) {
            return null;
        }
    }

    private Entry entry(@Nullable String expectedType) throws IOException, Unusual {
        parser.nextToken();
        require(parser.currentToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            take(name);
        }
        require(parser.nextToken() == null);
        require(Objects.equals(type, expectedType));
        return new Entry(Kind.CLAIM, claim(), id != null);
    }

    private void take(String name) throws IOException, Unusual {
        switch (name) {
            case "type" -> type = once(type, text());
            case "zone" -> zone = once(zone, id());
            case "id" -> id = once(id, id());
            case "revision" -> revision = once(revision, wholeNumber());
            case "subject" -> subject = once(subject, subject());
            case "measure" -> measure = once(measure, code(Claims.MEASURES));
            case "product" -> product = once(product, product());
            case "counted" -> counted = once(counted, id());
            case "quantity" -> quantity = once(quantity, figure());
            case "status" -> status = once(status, code(Claims.STATUSES));
            case "basis" -> basis = once(basis, code(Claims.BASES));
            case "effectiveFrom" -> effectiveFrom = once(effectiveFrom, date());
            case "period" -> period = once(period, period());
            case "rank" -> rank = once(rank, code(Parts.RANKS));
            case "reason" -> reason = once(reason, text());
            case "statedBy" -> statedBy = once(statedBy, speaker());
            case "source" -> source = once(source, source());
            case "note" -> note = once(note, text());
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

    private Subject subject() throws IOException, Unusual {
        String inZone = null;
        String organisation = null;
        String project = null;
        String phase = null;
        String line = null;
        for (String name = firstName(); name != null; name = nextName()) {
            switch (name) {
                case "zone" -> inZone = once(inZone, id());
                case "organisation" -> organisation = once(organisation, id());
                case "project" -> project = once(project, id());
                case "phase" -> phase = once(phase, id());
                case "line" -> line = once(line, id());
                default -> throw Unusual.INSTANCE;
            }
        }
        return new Subject(inZone, organisation, project, phase, line);
    }

    private Quantity.Figure figure() throws IOException, Unusual {
        BigDecimal value = null;
        Unit unit = null;
        Qualifier qualifier = null;
        String printed = null;
        for (String name = firstName(); name != null; name = nextName()) {
            switch (name) {
                case "value" -> value = once(value, number());
                case "unit" -> unit = once(unit, Unit.find(text()).orElse(null));
                case "qualifier" -> qualifier = once(qualifier, code(Quantities.QUALIFIERS));
                case "printed" -> printed = once(printed, text());
                default -> throw Unusual.INSTANCE;
            }
        }
        return new Quantity.Figure(there(value), there(unit), qualifier == null ? Qualifier.EXACT : qualifier, printed);
    }

    private PartialDate date() throws IOException, Unusual {
        String date = null;
        Precision precision = null;
        Bound bound = null;
        for (String name = firstName(); name != null; name = nextName()) {
            switch (name) {
                case "date" -> date = once(date, isoDate());
                case "precision" -> precision = once(precision, code(Parts.PRECISIONS));
                case "bound" -> bound = once(bound, code(Parts.BOUNDS));
                default -> throw Unusual.INSTANCE;
            }
        }
        Precision shown = Parts.precisionOf(there(date));
        require(precision != Precision.UNKNOWN);
        return new PartialDate(date, precision == null ? shown : precision, bound);
    }

    private Speaker speaker() throws IOException, Unusual {
        String person = null;
        String office = null;
        String organisation = null;
        for (String name = firstName(); name != null; name = nextName()) {
            switch (name) {
                case "name" -> person = once(person, text());
                case "office" -> office = once(office, text());
                case "organisation" -> organisation = once(organisation, id());
                default -> throw Unusual.INSTANCE;
            }
        }
        return new Speaker(person, office, organisation);
    }

    private Source source() throws IOException, Unusual {
        String uri = null;
        String publisher = null;
        String publishedOn = null;
        String language = null;
        Boolean machineTranslated = null;
        String locator = null;
        String excerpt = null;
        for (String name = firstName(); name != null; name = nextName()) {
            switch (name) {
                case "uri" -> uri = once(uri, text());
                case "publisher" -> publisher = once(publisher, text());
                case "publishedOn" -> publishedOn = once(publishedOn, isoDate());
                case "language" -> language = once(language, text());
                case "machineTranslated" -> machineTranslated = once(machineTranslated, flag());
                case "locator" -> locator = once(locator, text());
                case "excerpt" -> excerpt = once(excerpt, text());
                default -> throw Unusual.INSTANCE;
            }
        }
        String address = there(uri);
        require(Parts.isAddress(address));
        require(language == null || Parts.isLanguage(language));
        return new Source(
                address, publisher, publishedOn, language, Boolean.TRUE.equals(machineTranslated), locator, excerpt);
    }

    private @Nullable String firstName() throws IOException, Unusual {
        require(parser.currentToken() == JsonToken.START_OBJECT);
        return nextName();
    }

    /** Goes to the value of the next field; null at the end of the object. */
    private @Nullable String nextName() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = parser.currentName();
        parser.nextToken();
        return name;
    }

    private String text() throws IOException, Unusual {
        String text = string();
        require(Fields.isText(text));
        return text;
    }

    private String string() throws IOException, Unusual {
        require(parser.currentToken() == JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private String id() throws IOException, Unusual {
        String text = string();
        require(Ids.isId(text));
        return text;
    }

    private <E extends Enum<E>> E code(Codes<E> codes) throws IOException, Unusual {
        return there(codes.find(string()));
    }

    private Product product() throws IOException, Unusual {
        return there(ProductTree.builtIn().find(string()).orElse(null));
    }

    private String isoDate() throws IOException, Unusual {
        String text = string();
        require(Parts.isInRange(PartialDate.lastDay(text)));
        return text;
    }

    private Period period() throws IOException, Unusual {
        Period of = Period.of(text());
        require(Parts.isInRange(of.from()) && Parts.isInRange(of.to()));
        return of;
    }

    private Boolean flag() throws Unusual {
        JsonToken token = parser.currentToken();
        require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
        return token == JsonToken.VALUE_TRUE;
    }

    private BigDecimal number() throws IOException, Unusual {
        require(parser.currentToken().isNumeric());
        return there(Tree.number(parser) instanceof BigDecimal number ? number : null);
    }

    private Integer wholeNumber() throws IOException, Unusual {
        return number().intValueExact();
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

    private static void require(boolean usual) throws Unusual {
        if (!usual) {
            throw Unusual.INSTANCE;
        }
    }
}
