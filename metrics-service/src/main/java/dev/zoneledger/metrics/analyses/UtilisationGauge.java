package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Period;
import dev.zoneledger.metrics.gauges.ZoneGauge;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.totals.Slice;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How many subjects of a zone made more than they could, by the year before. */
@Singleton
final class UtilisationGauge implements ZoneGauge {

    @Override
    public String name() {
        return "zone.utilisation.alarms";
    }

    @Override
    public String description() {
        return "Subjects whose output of the last whole year is over their installed capacity";
    }

    @Override
    public List<Reading> read(LedgerStores stores, String zone, LocalDate today) {
        CalendarPeriod lastYear = CalendarPeriod.of(Period.of(Integer.toString(today.getYear() - 1)))
                .orElseThrow();
        var rows = new UtilisationRows(lastYear, Slice.ofProduct(null), true);
        return List.of(new Reading(
                Map.of("period", lastYear.text()),
                rows.ask(stores, zone).stream().filter(Sides::isAlarm).count()));
    }
}
