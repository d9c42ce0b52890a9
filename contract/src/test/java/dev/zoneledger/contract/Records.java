package dev.zoneledger.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random records that the contract accepts. */
final class Records {

    static final String ZONE = "zone-a";

    private Records() {}

    static Arbitrary<ZoneEvent> events() {
        return Arbitraries.oneOf(
                ProjectRecords.zones(),
                ProjectRecords.organisations(),
                ProjectRecords.projects(),
                ProjectRecords.policies(),
                ProjectRecords.milestones(),
                ProjectRecords.rankings(),
                ProjectRecords.chains(),
                ProjectRecords.merges(ids()).map(each -> (ZoneEvent) each),
                claims().map(each -> (ZoneEvent) each),
                marks(ids()).map(each -> (ZoneEvent) each));
    }

    static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withChars("abz019")
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(words -> Arbitraries.of("-", "_", ".").map(mark -> String.join(mark, words)));
    }

    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(text -> "x" + text)
                .filter(Records::isText);
    }

    static Arbitrary<Integer> revisions() {
        return Arbitraries.integers().between(1, Integer.MAX_VALUE);
    }

    static Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(0, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay)
                .edgeCases(edges -> edges.add(LocalDate.of(2020, 2, 29), LocalDate.of(2020, 12, 31)));
    }

    /** A year, month or day in ISO form. */
    static Arbitrary<String> isoDates() {
        return days().flatMap(day ->
                Arbitraries.of(4, 7, 10).map(length -> day.toString().substring(0, length)));
    }

    static Arbitrary<PartialDate> partialDates() {
        Arbitrary<PartialDate> known = Combinators.combine(
                        isoDates(), Arbitraries.of(Bound.values()).optional())
                .as((date, bound) -> new PartialDate(date, PartialDate.of(date).precision(), bound.orElse(null)));
        return Arbitraries.frequencyOf(Tuple.of(9, known), Tuple.of(1, Arbitraries.just(PartialDate.unknown())));
    }

    static Arbitrary<Period> periods() {
        Arbitrary<String> range = Combinators.combine(days(), days(), Arbitraries.of(4, 7, 10))
                .as((one, other, length) ->
                        (one.isBefore(other) ? one : other).toString().substring(0, length)
                                + "/"
                                + (one.isBefore(other) ? other : one).toString().substring(0, length));
        return Arbitraries.oneOf(
                        isoDates(),
                        isoDates().map(date -> "../" + date),
                        range,
                        Combinators.combine(days(), Arbitraries.integers().between(1, 4))
                                .as((day, quarter) -> day.toString().substring(0, 4) + "-Q" + quarter),
                        Arbitraries.just("XXXX"))
                .map(Period::of);
    }

    /** Figures up to the most digits that there may be, before and behind the point. */
    static Arbitrary<BigDecimal> values() {
        return Combinators.combine(
                        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(33)),
                        Arbitraries.integers().between(0, Quantity.MAX_SCALE))
                .as(BigDecimal::new)
                .filter(value -> value.compareTo(Quantity.MAX_VALUE) <= 0)
                .edgeCases(edges -> edges.add(
                        BigDecimal.ZERO,
                        Quantity.MAX_VALUE,
                        new BigDecimal("0.000000000000000001"),
                        new BigDecimal("999999999999999.999999999999999999")));
    }

    static Arbitrary<Unit> units(Measure measure) {
        List<String> codes = switch (measure.family()) {
            case CAPACITY -> List.of("t/a", "kt/a", "Mt/a", "kg/a", "{set}/a", "{piece}/a", "GW.h/a", "kW/a");
            case OUTPUT -> List.of("t", "kt", "Mt", "kg", "{set}", "{piece}", "kW.h", "MW");
            case VALUE -> List.of("CNY", "USD", "EUR", "JPY");
            case COUNT -> List.of("1");
        };
        return Arbitraries.of(codes).map(Unit::of);
    }

    static Arbitrary<Quantity> quantities(Measure measure) {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(
                                        values(),
                                        units(measure),
                                        Arbitraries.of(Qualifier.values()),
                                        texts().map(text -> text.substring(0, Math.min(200, text.length())))
                                                .filter(text -> !text.isBlank())
                                                .injectNull(0.5))
                                .as((value, unit, qualifier, printed) ->
                                        new Quantity.Figure(value, unit, qualifier, printed))),
                Tuple.of(1, Arbitraries.of(Absence.values()).map(Quantity.NoFigure::new)));
    }

    static Arbitrary<Subject> subjects() {
        return Arbitraries.oneOf(
                Arbitraries.just(Subject.zone(ZONE)),
                ids().map(Subject::organisation),
                ids().map(Subject::project),
                Combinators.combine(ids(), ids()).as(Subject::phase),
                Combinators.combine(ids(), ids(), ids()).as(Subject::line));
    }

    static Arbitrary<Source> sources() {
        return Combinators.combine(
                        texts(),
                        texts().optional(),
                        isoDates().optional(),
                        Arbitraries.of(true, false),
                        texts().optional())
                .as((uri, publisher, publishedOn, translated, excerpt) -> new Source(
                        uri,
                        publisher.orElse(null),
                        publishedOn.orElse(null),
                        "en",
                        translated,
                        null,
                        excerpt.orElse(null)));
    }

    static Arbitrary<Optional<Speaker>> speakers() {
        return Combinators.combine(texts(), texts().optional(), ids().optional())
                .as((name, office, organisation) -> new Speaker(name, office.orElse(null), organisation.orElse(null)))
                .optional();
    }

    static Arbitrary<Claim> claims() {
        return claims(ids());
    }

    static Arbitrary<Claim> claims(Arbitrary<String> ids) {
        return Arbitraries.of(Measure.values()).flatMap(measure -> claims(measure, ids));
    }

    private static Arbitrary<Claim> claims(Measure measure, Arbitrary<String> ids) {
        boolean isCapacity = measure == Measure.CAPACITY;
        Arbitrary<Basis> bases =
                isCapacity ? Arbitraries.of(Basis.ACTUAL, Basis.PLANNED) : Arbitraries.of(Basis.values());
        record What(Subject subject, Optional<String> product, Quantity quantity, Status status) {}
        record When(Basis basis, PartialDate from, Period period) {}
        record Why(ClaimRank rank, List<Reading> readings, Optional<Speaker> speaker, Source source, String text) {}
        Arbitrary<What> what = Combinators.combine(
                        subjects(),
                        isCapacity || measure == Measure.OUTPUT ? ids().map(Optional::of) : ids().optional(),
                        quantities(measure),
                        Arbitraries.of(Status.values()))
                .as(What::new);
        Arbitrary<When> when =
                Combinators.combine(bases, partialDates(), periods()).as(When::new);
        Arbitrary<Reading> readings = Arbitraries.of(Measure.values())
                .flatMap(reading -> quantities(reading).map(quantity -> new Reading(reading, quantity, null)));
        Arbitrary<Why> why = Combinators.combine(
                        Arbitraries.of(ClaimRank.values()),
                        readings.list().ofMaxSize(2),
                        speakers(),
                        sources(),
                        texts())
                .as(Why::new);
        return Combinators.combine(ids, revisions(), what, when, why)
                .as((id, revision, a, b, c) -> new Claim(
                        ZONE,
                        id,
                        revision,
                        a.subject,
                        measure,
                        a.product.orElse(null),
                        measure == Measure.COUNT ? "patents" : null,
                        a.quantity,
                        isCapacity ? a.status : null,
                        b.basis,
                        measure.isFlow() ? null : b.from,
                        measure.isFlow() ? b.period : null,
                        c.rank,
                        c.text,
                        c.readings,
                        c.speaker.orElse(null),
                        c.source,
                        List.of(c.text),
                        c.text));
    }

    static Arbitrary<ClaimMark> marks(Arbitrary<String> ids) {
        return Combinators.combine(
                        ids,
                        revisions(),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(ClaimRank.values()),
                        texts(),
                        texts().optional())
                .as((id, revision, kind, rank, reason, by) -> switch (kind) {
                    case 0 -> new Reranking(ZONE, id, revision, rank, reason, by.orElse(null));
                    case 1 -> new Supersession(ZONE, id, revision, id + "-new", reason, by.orElse(null));
                    default -> new Retraction(ZONE, id, revision, reason, by.orElse(null));
                });
    }

    /** The log takes no null character and no half of a surrogate pair. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    }
}
