package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.ZoneEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random histories in a small world, where everything gets in the way of everything else. */
final class Histories {

    private static final Arbitrary<String> ZONES = Arbitraries.frequency(Tuple.of(9, "zone-a"), Tuple.of(1, "zone-b"));
    private static final Arbitrary<Integer> REVISIONS = Arbitraries.integers().between(1, 3);
    private static final Arbitrary<String> CLAIMS =
            Arbitraries.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9");

    private static final Arbitrary<String> ORGANISATIONS = Arbitraries.of("o1", "o1", "o1", "o2", "o2", "o3");
    private static final Arbitrary<String> PROJECTS = Arbitraries.of("p1", "p1", "p1", "p2", "p2", "p3");

    private Histories() {}

    static Arbitrary<List<ZoneEvent>> histories() {
        return events(ZONES).list().ofMinSize(1).ofMaxSize(60);
    }

    /** Long ones of zones in which as much happens. */
    static Arbitrary<List<ZoneEvent>> histories(List<String> zones) {
        return events(Arbitraries.of(zones)).list().ofMinSize(20 * zones.size()).ofMaxSize(30 * zones.size());
    }

    private static Arbitrary<ZoneEvent> events(Arbitrary<String> zones) {
        return Arbitraries.frequencyOf(
                Tuple.of(10, claims(zones)),
                Tuple.of(2, marks(zones)),
                Tuple.of(4, projects(zones)),
                Tuple.of(2, organisations(zones)),
                Tuple.of(4, merges(zones)));
    }

    /** Histories of one project, whose levels speak of the same all the time. */
    static Arbitrary<List<ZoneEvent>> crowded() {
        Events events = new Events("zone-a");
        List<ZoneEvent> registered =
                List.of(events.organisation("o1", 3, false), events.project("p1", 2, "o1", "a/x/y", "b"));
        Arbitrary<ZoneEvent> claims = claims(
                Arbitraries.just("zone-a"),
                Arbitraries.of(
                        Subject.organisation("o1"),
                        Subject.project("p1"),
                        Subject.phase("p1", "a"),
                        Subject.line("p1", "a", "x"),
                        Subject.line("p1", "a", "x"),
                        Subject.line("p1", "a", "y"),
                        Subject.phase("p1", "b")),
                Arbitraries.of(Measure.CAPACITY, Measure.CAPACITY, Measure.OUTPUT));
        return Arbitraries.frequencyOf(Tuple.of(12, claims), Tuple.of(3, marks(ZONES)), Tuple.of(1, projects(ZONES)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40)
                .map(history ->
                        Stream.concat(registered.stream(), history.stream()).toList());
    }

    /** What can be supposed: claims on capacities, marks on claims, and projects. */
    static Arbitrary<List<ZoneEvent>> supposed() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, claims(ZONES, subjects(), Arbitraries.just(Measure.CAPACITY))),
                        Tuple.of(1, marks(ZONES)),
                        Tuple.of(2, projects(ZONES)))
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<ZoneEvent> organisations(Arbitrary<String> zones) {
        return Combinators.combine(zones, ORGANISATIONS, REVISIONS, Arbitraries.of(false, false, false, true))
                .as((zone, id, revision, outside) -> new Events(zone).organisation(id, revision, outside));
    }

    private static Arbitrary<ZoneEvent> projects(Arbitrary<String> zones) {
        return Combinators.combine(
                        zones,
                        PROJECTS,
                        REVISIONS,
                        ORGANISATIONS.injectNull(0.2),
                        Arbitraries.of(new String[] {}, new String[] {"a/x/y"}, new String[] {"a/x", "b"}))
                .as((zone, id, revision, organisation, phases) ->
                        new Events(zone).project(id, revision, organisation, phases));
    }

    /** Of three records each: chains, circles and merges undone are frequent, and records that are not there yet. */
    private static Arbitrary<ZoneEvent> merges(Arbitrary<String> zones) {
        Arbitrary<ZoneEvent> organisations = Combinators.combine(
                        zones, ORGANISATIONS, REVISIONS, ORGANISATIONS.injectNull(0.2))
                .filter((zone, id, revision, into) -> !id.equals(into))
                .as((zone, id, revision, into) -> new Events(zone).organisationMerged(id, revision, into));
        Arbitrary<ZoneEvent> projects = Combinators.combine(zones, PROJECTS, REVISIONS, PROJECTS.injectNull(0.2))
                .filter((zone, id, revision, into) -> !id.equals(into))
                .as((zone, id, revision, into) -> new Events(zone).projectMerged(id, revision, into));
        return Arbitraries.oneOf(organisations, projects);
    }

    private static Arbitrary<ZoneEvent> marks(Arbitrary<String> zones) {
        return Combinators.combine(
                        zones, CLAIMS, REVISIONS, Arbitraries.integers().between(0, 5))
                .as((zone, id, revision, kind) -> switch (kind) {
                    case 0 -> new Retraction(zone, id, revision, "taken back", null);
                    case 1 -> new Supersession(zone, id, revision, "other", "replaced", null);
                    default -> new Reranking(zone, id, revision, ClaimRank.values()[kind - 2], "decided", null);
                });
    }

    private static Arbitrary<ZoneEvent> claims(Arbitrary<String> zones) {
        return claims(
                zones,
                subjects(),
                Arbitraries.of(
                        Measure.CAPACITY, Measure.CAPACITY, Measure.CAPACITY, Measure.OUTPUT, Measure.SALES_REVENUE));
    }

    private static Arbitrary<ZoneEvent> claims(
            Arbitrary<String> zones, Arbitrary<Subject> subjects, Arbitrary<Measure> measures) {
        return Combinators.combine(
                        zones,
                        CLAIMS,
                        REVISIONS,
                        subjects,
                        measures,
                        Arbitraries.of("ndfeb-sintered", "ndfeb-sintered", "ndfeb-sintered", "ndfeb-powder"),
                        figures(),
                        times())
                .as(Histories::claim);
    }

    /** What is about time, rank and source; of it, a claim takes what its measure asks for. */
    private record Time(
            Status status, Basis basis, PartialDate from, String period, ClaimRank rank, String publishedOn) {}

    /** A figure without its unit; null for none. */
    private record Amount(BigDecimal value, int unit, Qualifier qualifier) {}

    private static ZoneEvent claim(
            String zone,
            String id,
            int revision,
            Subject subject,
            Measure measure,
            String product,
            Amount amount,
            Time time) {
        Subject inZone = subject.zone() == null ? subject : Subject.zone(zone);
        Events.ClaimDraft draft = new Events.ClaimDraft(new Events(zone), id, inZone, measure)
                .revision(revision)
                .rank(time.rank)
                .publishedOn(time.publishedOn)
                .quantity(
                        amount == null
                                ? new Quantity.NoFigure(Absence.WITHHELD)
                                : new Quantity.Figure(amount.value, unit(measure, amount.unit), amount.qualifier));
        if (measure == Measure.CAPACITY) {
            return draft.product(product)
                    .status(time.status)
                    .from(time.from)
                    .basis(time.basis == Basis.PLANNED ? Basis.PLANNED : Basis.ACTUAL)
                    .claim();
        }
        return draft.product(measure == Measure.OUTPUT || amount == null ? product : null)
                .basis(time.basis)
                .period(time.period)
                .claim();
    }

    private static Unit unit(Measure measure, int choice) {
        return Unit.of(
                switch (measure) {
                    case CAPACITY -> choice == 0 ? "t/a" : "kt/a";
                    case OUTPUT -> choice == 0 ? "t" : "kg";
                    default -> choice == 0 ? "CNY" : "USD";
                });
    }

    private static Arbitrary<Subject> subjects() {
        return Arbitraries.of(
                Subject.zone("zone-a"),
                Subject.organisation("o1"),
                Subject.organisation("o1"),
                Subject.organisation("o2"),
                Subject.organisation("o3"),
                Subject.project("p1"),
                Subject.project("p2"),
                Subject.phase("p1", "a"),
                Subject.line("p1", "a", "x"),
                Subject.line("p1", "a", "y"),
                Subject.phase("p1", "b"),
                Subject.line("p2", "a", "x"),
                Subject.line("p2", "a", "y"),
                Subject.phase("p3", "a"),
                Subject.line("p3", "a", "x"));
    }

    private static Arbitrary<Amount> figures() {
        return Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("5000"))
                                .ofScale(3),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(Qualifier.values()))
                .as(Amount::new)
                .injectNull(0.35);
    }

    private static Arbitrary<Time> times() {
        return Combinators.combine(
                        Arbitraries.of(
                                Status.OPERATING,
                                Status.OPERATING,
                                Status.OPERATING,
                                Status.CONSTRUCTION,
                                Status.RETIRED,
                                Status.UNKNOWN),
                        Arbitraries.of(Basis.ACTUAL, Basis.ACTUAL, Basis.ACTUAL, Basis.PLANNED, Basis.CUMULATIVE),
                        dates(),
                        Arbitraries.of("2019", "2019", "2020-Q1", "XXXX", "../2020-09"),
                        Arbitraries.of(
                                ClaimRank.NORMAL,
                                ClaimRank.NORMAL,
                                ClaimRank.NORMAL,
                                ClaimRank.PREFERRED,
                                ClaimRank.QUARANTINED),
                        Arbitraries.of("2019-05", "2020", "2020-10-15").injectNull(0.2))
                .as(Time::new);
    }

    private static Arbitrary<PartialDate> dates() {
        return Arbitraries.of(
                PartialDate.of("2018"),
                PartialDate.of("2019-06"),
                PartialDate.of("2020-01-01"),
                PartialDate.of("2020-10-15"),
                PartialDate.of("2031-06"),
                new PartialDate("2020-10-15", Precision.DAY, Bound.NOT_LATER),
                new PartialDate("2019", Precision.YEAR, Bound.NOT_LATER),
                PartialDate.unknown());
    }
}
