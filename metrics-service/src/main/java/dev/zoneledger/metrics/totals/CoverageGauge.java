package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.gauges.ZoneGauge;
import dev.zoneledger.metrics.state.LedgerStores;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How much of what a zone declares as its operating capacity is registered; a product of which that is not known is left out. */
@Singleton
final class CoverageGauge implements ZoneGauge {

    @Override
    public String name() {
        return "zone.coverage.ratio";
    }

    @Override
    public String description() {
        return "Registered over declared operating capacity as of today; more than 1 is over-covered";
    }

    @Override
    public List<Reading> read(LedgerStores stores, String zone, LocalDate today) {
        List<Reading> readings = new ArrayList<>();
        for (CoverPair pair : CoverageResource.pairs(stores, zone, Declared.capacity(today), null)) {
            Coverage covered = pair.covered(null);
            if (covered.ratio() != null) {
                readings.add(new Reading(
                        Map.of(
                                "product", pair.series().product(),
                                "unit", pair.series().unit()),
                        covered.ratio().doubleValue()));
            }
        }
        return readings;
    }
}
