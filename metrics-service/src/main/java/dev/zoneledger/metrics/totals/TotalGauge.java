package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.gauges.ZoneGauge;
import dev.zoneledger.metrics.state.LedgerStores;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The registered, actual capacities of a zone today, by product with its descendants: one that has no figure is left out. */
@Singleton
final class TotalGauge implements ZoneGauge {

    @Override
    public String name() {
        return "zone.capacity";
    }

    @Override
    public String description() {
        return "Registered, actual capacity as of today, of the product and those below it in the tree: never add them up";
    }

    @Override
    public List<Reading> read(LedgerStores stores, String zone, LocalDate today) {
        return RollUp.rows(stores, zone, Measure.CAPACITY, List.of(Basis.ACTUAL), Slice.ofProduct(null), today).stream()
                .map(SlicedRow::row)
                .filter(row -> row.total().hasFigure())
                .map(row -> new Reading(
                        Map.of(
                                "product", row.series().product(),
                                "status", row.series().slot(),
                                "unit", row.series().unit()),
                        row.total().value().doubleValue()))
                .toList();
    }
}
