package dev.zoneledger.ingest.entry;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Alias;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts that entries of several kinds have in common. Null where there is nothing, or nothing that could be read. */
final class Parts {

    static final Codes<ClaimRank> RANKS = new Codes<>(ClaimRank.class, ClaimRank::code);
    static final Codes<Absence> ABSENCES = new Codes<>(Absence.class, Absence::code);

    static final Codes<Precision> PRECISIONS = new Codes<>(Precision.class, Precision::code);
    static final Codes<Bound> BOUNDS = new Codes<>(Bound.class, Bound::code);

    static final Set<String> SUBJECT = Fields.namesOf(Subject.class);
    static final Set<String> DATE = Fields.namesOf(PartialDate.class);
    static final Set<String> SOURCE = Fields.namesOf(Source.class);
    static final Set<String> SPEAKER = Fields.namesOf(Speaker.class);
    private static final Set<String> ALIAS = Fields.namesOf(Alias.class);
    private static final Set<String> EDGE = Fields.namesOf(ChainStatement.Edge.class);

    private static final String DATE_FORM = "expected a date of the calendar: YYYY-MM-DD, YYYY-MM or YYYY";

    // No database has trouble with these years, and no source of a zone speaks of others.
    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 2999;

    // Sources are shown as links: nothing that a browser would run.
    private static final List<String> SCHEMES = List.of("https://", "http://", "urn:", "doi:");
    private static final int MAX_TAG_PART = 8;

    private Parts() {}

    /** A value that is there if no fault was found. */
    static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static @Nullable Subject subject(Fields entry, @Nullable String entryZone) {
        Fields fields = entry.object("subject", SUBJECT);
        if (fields == null) {
            return null;
        }
        long before = entry.faults().count();
        String zone = fields.optionalId("zone");
        String organisation = fields.optionalId("organisation");
        String project = fields.optionalId("project");
        String phase = fields.optionalId("phase");
        String line = fields.optionalId("line");
        int stated =
                (fields.has("zone") ? 1 : 0) + (fields.has("organisation") ? 1 : 0) + (fields.has("project") ? 1 : 0);
        if (stated != 1) {
            fields.fault("expected exactly one of zone, organisation or project");
        }
        if (fields.has("phase") && !fields.has("project")) {
            fields.fault("phase", "a phase is a phase of a project: name the project too");
        }
        if (fields.has("line") && !fields.has("phase")) {
            fields.fault("line", "a line is a line of a phase: name the phase too");
        }
        if (zone != null && entryZone != null && !zone.equals(entryZone)) {
            fields.fault("zone", "is not the zone of the entry, which is " + entryZone);
        }
        return entry.faults().count() > before ? null : new Subject(zone, organisation, project, phase, line);
    }

    static @Nullable PartialDate date(Fields entry, String name) {
        Fields fields = entry.optionalObject(name, DATE);
        if (fields == null) {
            return null;
        }
        Precision precision = fields.optionalCode("precision", PRECISIONS);
        Bound bound = fields.optionalCode("bound", BOUNDS);
        String date = isoDate(fields, "date");
        if (precision == Precision.UNKNOWN) {
            boolean nothingElse = !fields.has("date") && !fields.has("bound");
            return nothingElse
                    ? PartialDate.unknown()
                    : fields.fault("precision", "with precision unknown there is neither date nor bound");
        }
        if (!fields.has("date")) {
            return fields.fault("date", "is missing; a date that is not known is {\"precision\": \"unknown\"}");
        }
        if (date == null) {
            return null;
        }
        Precision shown = precisionOf(date);
        if (precision != null && shown.compareTo(precision) > 0) {
            return fields.fault("precision", "the date is known to the " + shown + " only");
        }
        return new PartialDate(date, precision == null ? shown : precision, bound);
    }

    static Precision precisionOf(String date) {
        return switch (date.length()) {
            case 4 -> Precision.YEAR;
            case 7 -> Precision.MONTH;
            default -> Precision.DAY;
        };
    }

    /** An ISO date to the day, month or year. */
    static @Nullable String isoDate(Fields fields, String name) {
        String text = fields.optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            return isInRange(PartialDate.lastDay(text))
                    ? text
                    : fields.fault(name, "expected a year from " + FIRST_YEAR + " to " + LAST_YEAR);
        } catch (IllegalArgumentException notADate) {
            return fields.fault(name, DATE_FORM);
        }
    }

    static @Nullable Period period(Fields entry) {
        String text = entry.optionalText("period");
        if (text == null) {
            return null;
        }
        try {
            Period period = Period.of(text);
            return isInRange(period.from()) && isInRange(period.to())
                    ? period
                    : entry.fault("period", "expected years from " + FIRST_YEAR + " to " + LAST_YEAR);
        } catch (IllegalArgumentException noPeriod) {
            boolean backwards =
                    text.length() < 30 && String.valueOf(noPeriod.getMessage()).contains("before it begins");
            return entry.fault("period", backwards ? "the period ends before it begins" : "expected " + Period.FORM);
        }
    }

    static boolean isInRange(@Nullable LocalDate date) {
        return date == null || (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR);
    }

    /** The same of the year that an ISO date begins with. */
    static boolean isYearInRange(String date) {
        return date.charAt(0) == '1' || date.charAt(0) == '2';
    }

    static @Nullable Source source(Fields entry) {
        Fields fields = entry.optionalObject("source", SOURCE);
        if (fields == null) {
            return null;
        }
        String uri = fields.text("uri");
        if (uri != null && !isAddress(uri)) {
            fields.fault("uri", "expected an address that begins with https://, http://, urn: or doi:");
        }
        String publisher = fields.optionalText("publisher");
        String publishedOn = isoDate(fields, "publishedOn");
        String language = fields.optionalText("language");
        if (language != null && !isLanguage(language)) {
            fields.fault("language", "expected a BCP 47 tag, for instance en, zh or zh-Hans");
        }
        boolean machineTranslated = fields.flag("machineTranslated");
        String locator = fields.optionalText("locator");
        String excerpt = fields.optionalText("excerpt");
        if (excerpt != null && excerpt.length() > Source.MAX_EXCERPT) {
            return fields.fault(
                    "excerpt",
                    "expected at most " + Source.MAX_EXCERPT + " characters: the few words that carry the figure");
        }
        return uri == null
                ? null
                : new Source(uri, publisher, publishedOn, language, machineTranslated, locator, excerpt);
    }

    /** Read character by character, as ids are. */
    static boolean isLanguage(String language) {
        int begin = 0;
        for (int i = 0; i <= language.length(); i++) {
            if (i == language.length() || language.charAt(i) == '-') {
                boolean isPart = i - begin <= MAX_TAG_PART && i - begin >= (begin == 0 ? 2 : 1);
                if (!isPart) {
                    return false;
                }
                begin = i + 1;
            } else if (!isOfTag(language.charAt(i), begin > 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfTag(char each, boolean mayBeDigit) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (mayBeDigit && each >= '0' && each <= '9');
    }

    static boolean isAddress(String uri) {
        for (String scheme : SCHEMES) {
            if (uri.startsWith(scheme)) {
                return uri.length() > scheme.length() && !breaksALink(uri);
            }
        }
        return false;
    }

    private static boolean breaksALink(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char each = uri.charAt(i);
            if (each <= ' ' || each == '<' || each == '>' || each == '"') {
                return true;
            }
        }
        return false;
    }

    static @Nullable Speaker statedBy(Fields entry) {
        Fields fields = entry.optionalObject("statedBy", SPEAKER);
        if (fields == null) {
            return null;
        }
        String name = fields.optionalText("name");
        String office = fields.optionalText("office");
        String organisation = fields.optionalId("organisation");
        if (name == null && office == null && organisation == null) {
            fields.fault("expected at least one of name, office or organisation");
            return null;
        }
        return new Speaker(name, office, organisation);
    }

    static List<Alias> aliases(Fields entry) {
        List<Alias> aliases = new ArrayList<>();
        for (Fields fields : entry.objects("aliases", ALIAS)) {
            String name = fields.text("name");
            String decidedBy = fields.optionalText("decidedBy");
            String note = fields.optionalText("note");
            if (name != null) {
                aliases.add(new Alias(name, decidedBy, note));
            }
        }
        return aliases;
    }

    static List<ChainStatement.Edge> edges(Fields entry) {
        List<ChainStatement.Edge> edges = new ArrayList<>();
        for (Fields fields : entry.objects("edges", EDGE)) {
            Product from = product(fields, "from", true);
            Product to = product(fields, "to", true);
            if (from != null && to != null) {
                edges.add(new ChainStatement.Edge(from.code(), to.code()));
            }
        }
        return edges;
    }

    /** The product of that code; a name of a product is answered with its code. */
    static @Nullable Product product(Fields fields, String name, boolean required) {
        String code = required ? fields.text(name) : fields.optionalText(name);
        if (code == null) {
            return null;
        }
        return ProductTree.builtIn()
                .find(code)
                .orElseGet(() -> fields.fault(name, () -> "there is no such product", () -> productLike(code)));
    }

    private static @Nullable String productLike(String given) {
        var products = ProductTree.builtIn().products();
        return products.stream()
                .filter(each ->
                        each.name().equalsIgnoreCase(given) || each.localName().equals(given))
                .map(Product::code)
                .findFirst()
                .orElseGet(() -> Fields.nearest(
                        given, products.stream().map(Product::code).toList()));
    }

    static @Nullable String code(@Nullable Product product) {
        return product == null ? null : product.code();
    }

    /** Why it has its rank; must be there for a rank that takes it out of the totals. */
    static @Nullable String reason(Fields entry, ClaimRank rank) {
        String reason = entry.optionalText("reason");
        if (!entry.has("reason") && (rank == ClaimRank.DEPRECATED || rank == ClaimRank.QUARANTINED)) {
            entry.fault("reason", "is missing; rank " + rank + " needs one");
        }
        return reason;
    }
}
