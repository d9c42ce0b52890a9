package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.TotalCodec;
import dev.zoneledger.contract.ZoneTotal;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Totals that others are to be told of: those that records have changed since the last time, once however many these are,
 * and capacities on the day from which on they are others.
 */
final class Announcements {

    /** So many changed totals at a time, so that the log is not kept waiting. */
    private static final int MOST = 500;

    /** Before all days: what changed already. */
    private static final String NOW = "0000-00-00";

    private static final String DUE = "";

    private final KeyValueStore<String, String> due;
    private final Totals totals;
    private final KeyValueStore<Integer, Long> positions;

    Announcements(
            KeyValueStore<String, String> due,
            KeyValueStore<String, Total> totals,
            KeyValueStore<Integer, Long> positions) {
        this.due = due;
        this.totals = new Totals(totals);
        this.positions = positions;
    }

    /** A total of one zone, of its own product without the descendants. */
    private record Changed(String zone, Scope scope, TotalRow.Series series) {

        static Changed of(String key) {
            String[] parts = key.split(Keys.SPLIT, -1);
            return new Changed(
                    parts[1],
                    Scope.of(parts[2]),
                    new TotalRow.Series(Measure.of(parts[3]), Basis.of(parts[4]), parts[5], parts[6], parts[7]));
        }

        String due(String day) {
            return Keys.of(
                    day,
                    zone,
                    scope.code(),
                    series.measure().code(),
                    series.basis().code(),
                    series.product(),
                    series.slot(),
                    series.unit());
        }

        String account() {
            return Grain.totals(zone, scope, series.measure(), series.basis());
        }

        /** The products in whose totals it is; what a zone declares of a product is of that one alone. */
        List<String> toldOf() {
            return scope == Scope.DECLARED || series.product().isEmpty()
                    ? List.of(series.product())
                    : ProductTree.builtIn().withAncestors(series.product());
        }

        Set<String> within(String product) {
            return scope == Scope.DECLARED || product.isEmpty()
                    ? Set.of(product)
                    : ProductTree.builtIn().withDescendants(product);
        }

        String name(String product) {
            return TotalCodec.key(
                    zone,
                    ZoneTotal.Scope.valueOf(scope.name()),
                    series.measure(),
                    series.basis(),
                    product,
                    series.slot(),
                    series.unit());
        }
    }

    /**
     * What a total has become.
     *
     * @param name its key in the topic
     * @param total null if it is no more
     */
    record Announced(
            String name, Position position, @Nullable ZoneTotal total) {}

    /** A record has changed a total. */
    void changed(String zone, Scope scope, TotalRow.Series series) {
        due.put(new Changed(zone, scope, series).due(NOW), DUE);
    }

    /** What is to be told by now, of a day; it is not due any more then. */
    List<Announced> take(int partition, LocalDate today) {
        Map<String, Announced> announced = new LinkedHashMap<>();
        List<String> keys = due(today);
        if (keys.isEmpty()) {
            return List.of();
        }
        Long offset = positions.get(partition);
        Reading reading = new Reading(today);
        for (String key : keys) {
            due.delete(key);
            Changed changed = Changed.of(key);
            if (offset != null) {
                Position position = Position.of(partition, offset);
                for (String product : changed.toldOf()) {
                    announced.computeIfAbsent(
                            changed.name(product), name -> announced(name, changed, product, reading, position));
                }
            }
            reading.next(changed).ifPresent(day -> due.put(changed.due(Keys.day(day)), DUE));
        }
        return List.copyOf(announced.values());
    }

    private List<String> due(LocalDate today) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, String> range = due.range(NOW, Keys.day(today) + "|" + Keys.LAST)) {
            while (range.hasNext() && keys.size() < MOST) {
                KeyValue<String, String> next = range.next();
                keys.add(next.key);
            }
        }
        return keys;
    }

    private static Announced announced(
            String name, Changed changed, String product, Reading reading, Position position) {
        TotalRow row = reading.total(changed, product);
        return new Announced(name, position, row.isEmpty() ? null : total(changed, row, reading.today, position));
    }

    /**
     * Totals of a day, and when they change next: those of one product are read once, however many of them are told, and
     * products above them.
     */
    private final class Reading {

        private final LocalDate today;
        private final Map<String, Map<TotalRow.Series, TotalRow>> known = new HashMap<>();
        private final Map<String, NavigableMap<LocalDate, Map<TotalRow.Series, Total>>> ahead = new HashMap<>();

        private Reading(LocalDate today) {
            this.today = today;
        }

        private TotalRow total(Changed changed, String product) {
            TotalRow sum = new TotalRow(changed.series.of(product), Total.ZERO, 0);
            for (String each : changed.within(product)) {
                TotalRow own = known.computeIfAbsent(changed.account() + each, key -> own(changed.account(), each))
                        .get(changed.series.of(each));
                sum = own == null ? sum : sum.plus(own);
            }
            return sum;
        }

        /** The next day on which it is another one. */
        private Optional<LocalDate> next(Changed changed) {
            if (changed.series.measure().isFlow()) {
                return Optional.empty();
            }
            String product = changed.series.product();
            return ahead
                    .computeIfAbsent(
                            changed.account() + product,
                            key -> totals.steps(changed.account(), product, today, LocalDate.MAX))
                    .entrySet()
                    .stream()
                    .filter(step -> step.getValue().containsKey(changed.series))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        private Map<TotalRow.Series, TotalRow> own(String account, String product) {
            Map<TotalRow.Series, TotalRow> rows = new HashMap<>();
            totals.asOf(account, product + "|", today).forEach(row -> rows.put(row.series(), row));
            return rows;
        }
    }

    private static ZoneTotal total(Changed changed, TotalRow row, LocalDate today, Position position) {
        TotalRow.Series series = row.series();
        Total total = row.total();
        boolean isFlow = series.measure().isFlow();
        return new ZoneTotal(
                changed.zone,
                ZoneTotal.Scope.valueOf(changed.scope.name()),
                series.measure(),
                series.basis(),
                series.product().isEmpty() ? null : series.product(),
                isFlow ? null : Status.of(series.slot()),
                isFlow ? Period.of(series.slot()) : null,
                series.unit().isEmpty() ? null : series.unit(),
                isFlow ? null : today.toString(),
                total.hasFigure() ? total.value() : null,
                total.hasFigure() ? total.lower() : null,
                total.upper().orElse(null),
                total.claims(),
                total.approximate(),
                total.withoutFigure(),
                row.mayHaveBegunEarlier() == 0 ? null : row.mayHaveBegunEarlier(),
                position.toString());
    }
}
