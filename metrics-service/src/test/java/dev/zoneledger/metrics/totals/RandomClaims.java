package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random outputs and capacities of a few subjects, all of which are registered. */
public final class RandomClaims {

    public static final String ZONE = "zone";
    private static final Events EVENTS = new Events(ZONE);
    private static final List<Subject> SUBJECTS = List.of(
            Subject.zone(ZONE),
            Subject.organisation("maker"),
            Subject.organisation("rival"),
            Subject.project("works"),
            Subject.phase("works", "one"),
            Subject.line("works", "one", "a"),
            Subject.line("works", "one", "b"),
            Subject.project("mill"),
            Subject.project("yard"));
    private static final List<ZoneEvent> REGISTERED = List.of(
            EVENTS.organisation("maker"),
            EVENTS.organisation("rival"),
            EVENTS.project("works", "maker", "one/a/b"),
            EVENTS.project("mill", "maker"),
            EVENTS.project("yard", null));

    private RandomClaims() {}

    private record Figure(int value, Qualifier qualifier) {}

    public static Arbitrary<List<ZoneEvent>> histories() {
        Arbitrary<String> ids = Arbitraries.integers().between(1, 14).map(number -> "c" + number);
        Arbitrary<Figure> figures = Combinators.combine(
                        Arbitraries.integers().between(0, 500), Arbitraries.of(Qualifier.values()))
                .as(Figure::new)
                .injectNull(0.1);
        Arbitrary<String> products = Arbitraries.of("ndfeb-sintered", "ndfeb-sintered", "magnet-material");
        Arbitrary<ZoneEvent> outputs = Combinators.combine(
                        ids,
                        Arbitraries.of(SUBJECTS),
                        products,
                        figures,
                        Arbitraries.of(
                                "2020",
                                "2020-01/2020-12",
                                "2020-Q1",
                                "2020-Q2",
                                "2020-01",
                                "2020-03",
                                "2020-05",
                                "2020-01/2020-10",
                                "2019-Q4"))
                .as((id, subject, product, figure, period) -> EVENTS.output(id, subject, "0", period)
                        .product(product)
                        .quantity(quantity(figure, "t"))
                        .claim());
        Arbitrary<ZoneEvent> capacities = Combinators.combine(
                        ids,
                        Arbitraries.of(SUBJECTS),
                        products,
                        figures,
                        Arbitraries.of("2019-05-01", "2020-01-01", "2020-02-29", "2020-07-15"),
                        Arbitraries.of(Status.OPERATING, Status.OPERATING, Status.OPERATING, Status.RETIRED))
                .as((id, subject, product, figure, from, status) -> EVENTS.capacity("k" + id, subject, "0")
                        .product(product)
                        .quantity(quantity(figure, "t/a"))
                        .status(status)
                        .from(from)
                        .claim());
        return Arbitraries.oneOf(outputs, capacities)
                .list()
                .ofMaxSize(25)
                .map(claims ->
                        Stream.concat(REGISTERED.stream(), claims.stream()).toList());
    }

    private static Quantity quantity(Figure figure, String unit) {
        return figure == null
                ? new Quantity.NoFigure(Absence.WITHHELD)
                : new Quantity.Figure(BigDecimal.valueOf(figure.value), Unit.of(unit), figure.qualifier);
    }
}
