package dev.zoneledger.metrics.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Which log is folded, and where it is told what totals have become. */
@ConfigMapping(prefix = "zone")
interface LedgerConfig {

    /** The event log. */
    @WithName("events.topic")
    @WithDefault("zone.events.v1")
    String events();

    /** The topic of totals. */
    @WithName("totals.topic")
    @WithDefault("zone.totals.v1")
    String totals();

    /** How often others are told of totals that have changed: as fresh as a page needs, seldom enough for a long drain. */
    @WithName("totals.announce-every")
    @WithDefault("100ms")
    Duration announceEvery();
}
