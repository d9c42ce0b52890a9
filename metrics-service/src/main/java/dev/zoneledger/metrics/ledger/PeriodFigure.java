package dev.zoneledger.metrics.ledger;

import dev.zoneledger.metrics.ledger.PeriodFigures.LeftOut;
import dev.zoneledger.metrics.ledger.PeriodFigures.Statement;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What counts in a calendar period.
 *
 * @param stated claims of the period itself
 * @param derived claims of parts of it
 * @param leftOut what is stated of it or its parts and does not count, and why
 */
public record PeriodFigure(
        CalendarPeriod period, List<Statement> stated, List<Statement> derived, List<LeftOut> leftOut) {

    public PeriodFigure {
        stated = List.copyOf(stated);
        derived = List.copyOf(derived);
        leftOut = List.copyOf(leftOut);
    }

    /** All that counts, of the period itself and of parts of it. */
    public List<Statement> counted() {
        return Stream.concat(stated.stream(), derived.stream()).toList();
    }

    /** The totals of these claims, apart by what the function tells of each of them. */
    public <K> Map<K, PeriodTotal> totals(Function<Statement, K> key) {
        Map<K, PeriodTotal> totals = new LinkedHashMap<>();
        for (Statement each : stated) {
            totals.merge(key.apply(each), PeriodTotal.ofStated(each.amount()), PeriodTotal::plus);
        }
        Map<Seat, Integer> months = months();
        Map<K, Set<Seat>> seen = new HashMap<>();
        for (Statement each : derived) {
            K row = key.apply(each);
            totals.merge(row, PeriodTotal.ofPart(each.amount()), PeriodTotal::plus);
            if (seen.computeIfAbsent(row, any -> new HashSet<>()).add(each.seat())) {
                totals.merge(
                        row,
                        PeriodTotal.ofMonths(
                                months.getOrDefault(each.seat(), 0),
                                period.grain().months()),
                        PeriodTotal::plus);
            }
        }
        return totals;
    }

    /**
     * How many months of the period are accounted for, by each subject of which parts are stated: by its own claims, and
     * by those of one above or below it that count for the same.
     */
    private Map<Seat, Integer> months() {
        Map<Seat, BitSet> own = new HashMap<>();
        Map<Seat, BitSet> withBelow = new HashMap<>();
        for (Statement each : derived) {
            BitSet months = monthsOf(each.period());
            own.computeIfAbsent(each.seat(), seat -> new BitSet()).or(months);
            withBelow.computeIfAbsent(each.seat(), seat -> new BitSet()).or(months);
            each.seat()
                    .above()
                    .forEach(above -> withBelow
                            .computeIfAbsent(above, seat -> new BitSet())
                            .or(months));
        }
        Map<Seat, Integer> accounted = new HashMap<>();
        own.forEach((seat, months) -> {
            BitSet all = new BitSet();
            all.or(withBelow.getOrDefault(seat, months));
            seat.above().forEach(above -> all.or(own.getOrDefault(above, new BitSet())));
            accounted.put(seat, all.cardinality());
        });
        return accounted;
    }

    private BitSet monthsOf(CalendarPeriod part) {
        int first = (int) period.first().until(part.first(), ChronoUnit.MONTHS);
        BitSet months = new BitSet();
        months.set(first, first + part.grain().months());
        return months;
    }
}
