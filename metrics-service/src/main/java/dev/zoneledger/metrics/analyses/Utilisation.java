package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Installed;
import dev.zoneledger.metrics.ledger.PeriodFigure;
import dev.zoneledger.metrics.ledger.PeriodFigures;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Seat;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.totals.PeriodRows;
import dev.zoneledger.metrics.totals.Slice;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Output and time-weighted capacity of a product in a period, subject by subject. The subjects are the projects; where an
 * organisation states one of both sides as a whole, it is one subject with all of its projects.
 */
final class Utilisation {

    private static final Map<String, String> UNITS_OF_OUTPUT = unitsOfOutput();

    /** What is known of one subject and product, in the unit of the output. */
    record Known(
            Seat subject,
            String product,
            String unit,
            PeriodTotal output,
            Total weighted,
            List<String> outputs,
            List<String> capacities) {

        private Known plus(Known other) {
            return new Known(
                    subject,
                    product,
                    unit,
                    output.plus(other.output),
                    weighted.plus(other.weighted),
                    sorted(Stream.concat(outputs.stream(), other.outputs.stream())),
                    sorted(Stream.concat(capacities.stream(), other.capacities.stream())));
        }
    }

    private record Key(Seat subject, String unit) {}

    private final LedgerStores stores;
    private final String zone;
    private final CalendarPeriod period;
    private final Members members;
    private final PeriodRows outputs;

    Utilisation(LedgerStores stores, String zone, CalendarPeriod period) {
        this.stores = stores;
        this.zone = zone;
        this.period = period;
        this.members = new Members(stores, zone);
        this.outputs = new PeriodRows(stores, zone);
    }

    /** Every subject of which there is anything of a product, its descendants not included. */
    List<Known> of(String product, Slice slice) {
        List<PeriodFigure> figures = outputs.figures(Measure.OUTPUT, Basis.ACTUAL, product, period.grain(), period);
        Map<Seat, List<Posting>> capacities = capacities(product);
        Set<String> wholes = wholes(figures, capacities);
        Map<Key, Known> known = new LinkedHashMap<>();
        figures.forEach(figure -> addOutput(figure, product, wholes, known));
        addCapacity(capacities, product, wholes, known);
        return known.values().stream()
                .filter(each -> slice.hasOrganisation(id(each.subject)))
                .toList();
    }

    private Map<Seat, List<Posting>> capacities(String product) {
        return stores
                .postingsOfCapacity(zone, Scope.REGISTERED, Basis.ACTUAL, product, LocalDate.MIN, period.to())
                .stream()
                .filter(posting -> posting.series().slot().equals(Status.OPERATING.code()))
                .collect(Collectors.groupingBy(
                        posting -> Seat.of(posting.owner(), members.organisationOf(posting.owner()), ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** The organisations that state one of both sides as a whole. */
    private Set<String> wholes(List<PeriodFigure> figures, Map<Seat, List<Posting>> capacities) {
        Set<String> wholes = new HashSet<>();
        for (PeriodFigure figure : figures) {
            for (PeriodFigures.Statement each : figure.counted()) {
                if (each.seat().project() == null) {
                    wholes.add(id(each.seat()));
                }
            }
        }
        capacities.forEach((seat, postings) -> {
            if (seat.project() == null && weighted(postings).claims() > 0) {
                wholes.add(id(seat));
            }
        });
        return wholes;
    }

    private void addOutput(PeriodFigure figure, String product, Set<String> wholes, Map<Key, Known> known) {
        Function<PeriodFigures.Statement, Key> key = each -> new Key(subject(each.seat(), wholes), each.unit());
        figure.totals(key)
                .forEach((of, total) -> known.merge(
                        of,
                        new Known(of.subject, product, of.unit, total, Total.ZERO, List.of(), List.of()),
                        Known::plus));
        for (PeriodFigures.Statement each : figure.counted()) {
            Key of = key.apply(each);
            known.merge(
                    of,
                    new Known(
                            of.subject,
                            product,
                            of.unit,
                            PeriodTotal.NONE,
                            Total.ZERO,
                            List.of(each.claim()),
                            List.of()),
                    Known::plus);
        }
    }

    private void addCapacity(
            Map<Seat, List<Posting>> capacities, String product, Set<String> wholes, Map<Key, Known> known) {
        capacities.forEach((seat, postings) -> postings.stream()
                .collect(Collectors.groupingBy(
                        posting -> outputUnit(posting.series().unit()), LinkedHashMap::new, Collectors.toList()))
                .forEach((unit, ofUnit) -> {
                    Total weighted = weighted(ofUnit);
                    if (weighted.claims() > 0) {
                        Seat subject = subject(seat, wholes);
                        known.merge(
                                new Key(subject, unit),
                                new Known(
                                        subject,
                                        product,
                                        unit,
                                        PeriodTotal.NONE,
                                        weighted,
                                        List.of(),
                                        counting(ofUnit)),
                                Known::plus);
                    }
                }));
    }

    private Total weighted(Collection<Posting> postings) {
        return Installed.weighted(
                postings.stream()
                        .map(each -> new Installed.Change(each.claim(), each.day(), each.change()))
                        .toList(),
                period.from(),
                period.to().plusDays(1));
    }

    /** The claims that count on any day of the period. */
    private List<String> counting(List<Posting> postings) {
        return sorted(postings.stream().collect(Collectors.groupingBy(Posting::claim)).entrySet().stream()
                .filter(each -> weighted(each.getValue()).claims() > 0)
                .map(Map.Entry::getKey));
    }

    private static List<String> sorted(Stream<String> ids) {
        return ids.sorted().toList();
    }

    private static Seat subject(Seat seat, Set<String> wholes) {
        boolean isPartOfWhole = seat.organisation() != null && wholes.contains(seat.organisation());
        return new Seat(seat.organisation(), isPartOfWhole ? null : seat.project(), "");
    }

    private static String id(Seat seat) {
        return seat.organisation() == null ? Members.NO_ORGANISATION : seat.organisation();
    }

    /** What is made in a year of capacity: tonnes of tonnes a year. */
    private static String outputUnit(String unit) {
        return UNITS_OF_OUTPUT.getOrDefault(unit, unit);
    }

    private static Map<String, String> unitsOfOutput() {
        Map<String, String> units = new HashMap<>();
        for (String code : Unit.quantityCodes()) {
            Unit.of(code).perYear().ifPresent(yearly -> units.put(yearly.code(), code));
        }
        return units;
    }
}
