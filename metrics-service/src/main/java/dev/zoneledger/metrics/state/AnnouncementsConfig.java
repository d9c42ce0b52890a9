package dev.zoneledger.metrics.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where and how others are told what totals have become. */
@ConfigMapping(prefix = "zone.totals")
interface AnnouncementsConfig {

    /** The topic of totals. */
    @WithDefault("zone.totals.v1")
    String topic();

    /** How often: as fresh as a page needs; each time, what changed is summed up for every product above it too. */
    @WithDefault("250ms")
    Duration announceEvery();
}
