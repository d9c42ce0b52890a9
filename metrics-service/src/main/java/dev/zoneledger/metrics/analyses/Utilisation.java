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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Output and time-weighted capacity of a product in a period, subject by subject. The subjects are the projects; where an
 * organisation states one of both sides as a whole, it is one subject with all of its projects.
 */
final class Utilisation {

    private static final Map<String, String> UNITS_OF_OUTPUT = unitsOfOutput();

    /** What is known of one subject and product; ids of claims in order. */
    record Known(
            Seat subject,
            String product,
            String unit,
            PeriodTotal output,
            Total weighted,
            Collection<String> outputs,
            Collection<String> capacities) {

        boolean hasOutput() {
            return output.total().claims() > 0;
        }

        boolean hasCapacity() {
            return weighted.claims() > 0;
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
        List<Posting> postings = stores.postings(
                zone,
                Scope.REGISTERED,
                Measure.CAPACITY,
                Basis.ACTUAL,
                product,
                Status.OPERATING.code(),
                LocalDate.MIN,
                period.to());
        Map<Seat, List<Posting>> bySeat = new LinkedHashMap<>();
        for (Posting posting : postings) {
            Seat seat = Seat.of(posting.owner(), members.organisationOf(posting.owner()), "");
            if (slice.hasOrganisation(id(seat))) {
                bySeat.computeIfAbsent(seat, each -> new ArrayList<>()).add(posting);
            }
        }
        Set<String> wholes = wholes(figures, bySeat);
        Map<Key, Known> known = new LinkedHashMap<>();
        figures.forEach(figure -> addOutput(figure, product, slice, wholes, known));
        addCapacity(bySeat, product, wholes, known);
        return List.copyOf(known.values());
    }

    /** The organisations that state one of both sides as a whole. */
    private Set<String> wholes(List<PeriodFigure> figures, Map<Seat, List<Posting>> bySeat) {
        Set<String> wholes = new HashSet<>();
        for (PeriodFigure figure : figures) {
            for (PeriodFigures.Statement each : figure.counted()) {
                if (each.seat().project() == null) {
                    wholes.add(id(each.seat()));
                }
            }
        }
        bySeat.forEach((seat, postings) -> {
            if (seat.project() == null && weighted(postings).claims() > 0) {
                wholes.add(id(seat));
            }
        });
        return wholes;
    }

    private void addOutput(
            PeriodFigure figure, String product, Slice slice, Set<String> wholes, Map<Key, Known> known) {
        Map<Key, Set<String>> claims = new HashMap<>();
        figure.counted()
                .forEach(each -> claims.computeIfAbsent(
                                new Key(subject(each.seat(), wholes), each.unit()), key -> new LinkedHashSet<>())
                        .add(each.claim()));
        figure.totals(each -> new Key(subject(each.seat(), wholes), each.unit()))
                .forEach((key, total) -> {
                    if (slice.hasOrganisation(id(key.subject))) {
                        known.put(
                                key,
                                new Known(
                                        key.subject,
                                        product,
                                        key.unit,
                                        total,
                                        Total.ZERO,
                                        claims.getOrDefault(key, Set.of()).stream()
                                                .sorted()
                                                .toList(),
                                        List.of()));
                    }
                });
    }

    private void addCapacity(
            Map<Seat, List<Posting>> bySeat, String product, Set<String> wholes, Map<Key, Known> known) {
        Map<Key, List<Posting>> bySubject = new LinkedHashMap<>();
        bySeat.forEach((seat, postings) -> postings.forEach(posting -> bySubject
                .computeIfAbsent(
                        new Key(
                                subject(seat, wholes),
                                outputUnit(posting.series().unit())),
                        key -> new ArrayList<>())
                .add(posting)));
        bySubject.forEach((key, postings) -> {
            Total weighted = weighted(postings);
            if (weighted.claims() > 0) {
                Known output = known.get(key);
                known.put(
                        key,
                        new Known(
                                key.subject,
                                product,
                                key.unit,
                                output == null ? PeriodTotal.NONE : output.output,
                                weighted,
                                output == null ? List.of() : output.outputs,
                                counting(postings)));
            }
        });
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
        Map<String, List<Posting>> byClaim = new LinkedHashMap<>();
        postings.forEach(each -> byClaim.computeIfAbsent(each.claim(), claim -> new ArrayList<>())
                .add(each));
        return byClaim.entrySet().stream()
                .filter(each -> weighted(each.getValue()).claims() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
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
