package dev.zoneledger.metrics.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Which log is folded. */
@ConfigMapping(prefix = "zone")
interface LedgerConfig {

    /** The event log. */
    @WithName("events.topic")
    @WithDefault("zone.events.v1")
    String topic();
}
