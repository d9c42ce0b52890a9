package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a zone, or several, declare of a product, and what is registered of the same. */
record CoverPair(TotalRow declared, TotalRow registered) {

    /** With that one among the registered rows that is of the same; nothing is registered if there is none. */
    static CoverPair of(TotalRow declared, Stream<TotalRow> registered) {
        return new CoverPair(
                declared,
                registered
                        .filter(row -> row.series().equals(declared.series()))
                        .findFirst()
                        .orElse(new TotalRow(declared.series(), Total.ZERO, 0)));
    }

    /** Pairs that are the same but for the zone are one. */
    static List<CoverPair> sum(Stream<CoverPair> pairs) {
        Map<TotalRow.Series, CoverPair> summed = new LinkedHashMap<>();
        pairs.forEach(pair -> summed.merge(pair.series(), pair, CoverPair::plus));
        return summed.values().stream()
                .sorted((one, other) -> RollUp.ORDER.compare(one.declared, other.declared))
                .toList();
    }

    private CoverPair plus(CoverPair other) {
        return new CoverPair(declared.plus(other.declared), registered.plus(other.registered));
    }

    TotalRow.Series series() {
        return declared.series();
    }

    /** One against the other; the links of sums over zones are null. */
    Coverage covered(Coverage.@Nullable Sides links) {
        return Coverage.of(null, declared, registered, null, links);
    }
}
