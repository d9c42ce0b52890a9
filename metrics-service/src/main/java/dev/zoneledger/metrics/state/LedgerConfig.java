package dev.zoneledger.metrics.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which log is folded. */
@ConfigMapping(prefix = "zone.events")
interface LedgerConfig {

    /** The event log. */
    @WithDefault("zone.events.v1")
    String topic();
}
