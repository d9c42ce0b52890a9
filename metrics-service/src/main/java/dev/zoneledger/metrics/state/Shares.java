package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the organisations' shares in the totals; see {@link Keys#organisation} for the keys. */
final class Shares {

    private final ReadOnlyKeyValueStore<String, Total> rows;

    Shares(ReadOnlyKeyValueStore<String, Total> rows) {
        this.rows = rows;
    }

    /** The totals of a product as of a date for each organisation that has any. */
    Map<String, Collection<TotalRow>> ofProduct(
            String zone, Measure measure, Basis basis, String product, LocalDate asOf) {
        Map<String, Map<TotalRow.Series, TotalRow>> found = new TreeMap<>();
        Scan.each(rows, Keys.organisations(zone, measure, basis, product), (key, change) -> {
            String[] parts = key.split(Keys.SPLIT, -1);
            add(
                    found.computeIfAbsent(parts[4], organisation -> new LinkedHashMap<>()),
                    series(parts),
                    parts,
                    change,
                    asOf);
        });
        Map<String, Collection<TotalRow>> totals = new TreeMap<>();
        found.forEach((organisation, ofIt) -> {
            ofIt.values().removeIf(TotalRow::isEmpty);
            if (!ofIt.isEmpty()) {
                totals.put(organisation, ofIt.values());
            }
        });
        return totals;
    }

    /** The totals of an organisation as of a date, of each product. */
    Collection<TotalRow> ofOrganisation(
            String zone, Measure measure, Basis basis, String organisation, LocalDate asOf) {
        Map<TotalRow.Series, TotalRow> found = new LinkedHashMap<>();
        for (String product : products(zone, measure, basis)) {
            Scan.each(rows, Keys.organisations(zone, measure, basis, product) + organisation + "|", (key, change) -> {
                String[] parts = key.split(Keys.SPLIT, -1);
                add(found, series(parts), parts, change, asOf);
            });
        }
        found.values().removeIf(TotalRow::isEmpty);
        return found.values();
    }

    /** Every product of which there is a row: one look for each. */
    private List<String> products(String zone, Measure measure, Basis basis) {
        List<String> products = new ArrayList<>();
        String prefix = Keys.prefix(zone, measure.code(), basis.code());
        String from = prefix;
        while (true) {
            try (KeyValueIterator<String, Total> range = rows.range(from, prefix + Keys.LAST)) {
                if (!range.hasNext()) {
                    return products;
                }
                KeyValue<String, Total> next = range.next();
                String product = next.key.split(Keys.SPLIT, -1)[3];
                products.add(product);
                from = Keys.organisations(zone, measure, basis, product) + Keys.LAST;
            }
        }
    }

    private static TotalRow.Series series(String[] parts) {
        return new TotalRow.Series(Measure.of(parts[1]), Basis.of(parts[2]), parts[3], parts[5], parts[6]);
    }

    private static void add(
            Map<TotalRow.Series, TotalRow> found,
            TotalRow.Series series,
            String[] parts,
            Total change,
            LocalDate asOf) {
        boolean isThere = !Keys.day(parts[7]).isAfter(asOf);
        found.merge(series, TotalRow.of(series, change, isThere), TotalRow::plus);
    }
}
