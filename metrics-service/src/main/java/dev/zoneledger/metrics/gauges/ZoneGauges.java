package dev.zoneledger.metrics.gauges;

import dev.zoneledger.contract.Position;
import dev.zoneledger.metrics.state.Ledger;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Reflected;
import dev.zoneledger.metrics.state.Whereabouts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Computes the gauges of the zones that this instance owns, on a thread of its own and one zone at a time, so that neither the
 * records nor a scrape wait for all of them. A partition to which nothing has come is not looked at again on the same day.
 */
@ApplicationScoped
class ZoneGauges {

    private static final Logger LOG = Logger.getLogger(ZoneGauges.class);

    private final Ledger ledger;
    private final Whereabouts whereabouts;
    private final GaugesConfig config;
    private final List<ZoneGauge> gauges;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<Integer, Looked> looked = new TreeMap<>();
    private volatile int leftOut;

    ZoneGauges(
            Ledger ledger,
            Whereabouts whereabouts,
            GaugesConfig config,
            @All List<ZoneGauge> gauges,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.whereabouts = whereabouts;
        this.config = config;
        this.gauges = gauges;
        this.meters = meters;
    }

    /** What the zones of a partition were at a position and day. */
    private record Looked(
            Position position, LocalDate day, SortedMap<String, Map<ZoneGauge, List<ZoneGauge.Reading>>> zones) {}

    void onStart(@Observes StartupEvent event) {
        if (config.every().isZero()) {
            return;
        }
        Gauge.builder("zone.gauges.left.out", this, all -> all.leftOut)
                .description("Zones of this instance of which there are no gauges (zone.gauges.zones)")
                .register(meters);
        Thread.ofVirtual().name("zone-gauges").start(this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void look() {
        Map<ZoneGauge, MultiGauge> registered = new HashMap<>();
        gauges.forEach(gauge -> registered.put(
                gauge,
                MultiGauge.builder(gauge.name())
                        .description(gauge.description())
                        .register(meters)));
        try {
            while (!stopping.await(config.every().toMillis(), TimeUnit.MILLISECONDS)) {
                if (lookOnce()) {
                    registered.forEach((gauge, meter) -> meter.register(rows(gauge), true));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether anything may be another than before. */
    private boolean lookOnce() {
        SortedSet<Integer> owned = new TreeSet<>();
        whereabouts.owners().forEach((address, partitions) -> {
            if (address.isHere()) {
                owned.addAll(partitions);
            }
        });
        boolean changed = looked.keySet().retainAll(owned);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int partition : owned) {
            try {
                changed |= lookAt(partition, today);
            } catch (RuntimeException e) {
                // Handed over, or being restored: the next look finds it, here or at its new owner.
                LOG.debugf(e, "no gauges of partition %d", partition);
                changed |= looked.remove(partition) != null;
            }
        }
        return changed;
    }

    private boolean lookAt(int partition, LocalDate today) {
        Optional<Reflected<SortedSet<String>>> zones =
                ledger.askPartition(partition, null, Duration.ZERO, LedgerStores::zones);
        if (zones.isEmpty() || zones.get().standby()) {
            return looked.remove(partition) != null;
        }
        Position position = zones.get().position();
        Looked before = looked.get(partition);
        if (before != null && before.position.equals(position) && before.day.equals(today)) {
            return false;
        }
        SortedMap<String, Map<ZoneGauge, List<ZoneGauge.Reading>>> readings = new TreeMap<>();
        // No other partition's zones are known yet: of one alone, no more than of all together are told.
        zones.get().answer().stream().limit(config.zones()).forEach(zone -> readings.put(zone, readings(zone, today)));
        zones.get().answer().stream().skip(config.zones()).forEach(zone -> readings.put(zone, Map.of()));
        looked.put(partition, new Looked(position, today, readings));
        return true;
    }

    private Map<ZoneGauge, List<ZoneGauge.Reading>> readings(String zone, LocalDate today) {
        return ledger.ask(zone, null, Duration.ZERO, stores -> {
                    Map<ZoneGauge, List<ZoneGauge.Reading>> found = new HashMap<>();
                    for (ZoneGauge gauge : gauges) {
                        found.put(
                                gauge,
                                gauge.read(stores, zone, today).stream()
                                        .limit(config.readings())
                                        .toList());
                    }
                    return found;
                })
                .answer();
    }

    private Collection<MultiGauge.Row<?>> rows(ZoneGauge gauge) {
        SortedMap<String, Map<ZoneGauge, List<ZoneGauge.Reading>>> zones = new TreeMap<>();
        looked.values().forEach(each -> zones.putAll(each.zones));
        leftOut = Math.max(0, zones.size() - config.zones());
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        zones.entrySet().stream().limit(config.zones()).forEach(zone -> {
            for (ZoneGauge.Reading reading : zone.getValue().getOrDefault(gauge, List.of())) {
                Tags labels = Tags.of("zone", zone.getKey());
                for (Map.Entry<String, String> label : reading.labels().entrySet()) {
                    labels = labels.and(label.getKey(), label.getValue());
                }
                rows.add(MultiGauge.Row.of(labels, reading.value()));
            }
        });
        return rows;
    }
}
