package dev.zoneledger.metrics.gauges;

import dev.zoneledger.metrics.state.LedgerStores;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A figure of every zone, or several that are told apart by labels. */
public interface ZoneGauge {

    /** In the spelling of Micrometer, {@code zone.total}. */
    String name();

    String description();

    /**
     * The figures of one zone; the label {@code zone} is added to theirs.
     *
     * @param today by Greenwich
     */
    List<Reading> read(LedgerStores stores, String zone, LocalDate today);

    /** @param labels all readings of a gauge have the same names of labels */
    record Reading(Map<String, String> labels, double value) {}
}
