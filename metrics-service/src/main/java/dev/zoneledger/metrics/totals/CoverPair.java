package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a zone or an organisation, or several zones, declare of a product, and what is registered of the same.
 *
 * @param zone whose organisation it is, among those of several zones; else null
 * @param organisation null where the zone itself declares
 * @param counts which of both is in the zone's total; null where the zone itself declares, as that is in none
 */
record CoverPair(
        @Nullable String zone,
        @Nullable String organisation,
        TotalRow declared,
        TotalRow registered,
        Coverage.@Nullable Counts counts) {

    static final Comparator<CoverPair> ORDER = Comparator.comparing(
                    (CoverPair pair) -> String.valueOf(pair.organisation))
            .thenComparing(pair -> String.valueOf(pair.zone))
            .thenComparing(CoverPair::declared, RollUp.ORDER);

    private record Of(@Nullable String zone, @Nullable String organisation, TotalRow.Series series) {}

    /** Of the zone itself, with that one among the registered rows that is of the same; nothing is registered if there is none. */
    static CoverPair of(TotalRow declared, Stream<TotalRow> registered) {
        return new CoverPair(
                null,
                null,
                declared,
                registered
                        .filter(row -> row.series().equals(declared.series()))
                        .findFirst()
                        .orElse(new TotalRow(declared.series(), Total.ZERO, 0)),
                null);
    }

    /** Pairs that are the same but for the zone are one; an organisation is one of its zone. */
    static List<CoverPair> together(SortedMap<String, List<CoverPair>> byZone) {
        Map<Of, CoverPair> summed = new LinkedHashMap<>();
        byZone.forEach((zone, pairs) -> pairs.forEach(pair -> {
            CoverPair ofZone = pair.among(zone);
            summed.merge(new Of(ofZone.zone, ofZone.organisation, ofZone.series()), ofZone, CoverPair::plus);
        }));
        return summed.values().stream().sorted(ORDER).toList();
    }

    private CoverPair among(String ownZone) {
        return organisation == null ? this : new CoverPair(ownZone, organisation, declared, registered, counts);
    }

    private CoverPair plus(CoverPair other) {
        return new CoverPair(
                zone, organisation, declared.plus(other.declared), registered.plus(other.registered), counts);
    }

    TotalRow.Series series() {
        return declared.series();
    }

    /** One against the other; what several zones come to has no links. */
    Coverage covered(Coverage.@Nullable Sides links) {
        return Coverage.of(this, links);
    }
}
