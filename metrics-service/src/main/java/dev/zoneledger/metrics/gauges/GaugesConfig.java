package dev.zoneledger.metrics.gauges;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What zones are told as gauges. */
@ConfigMapping(prefix = "zone.gauges")
interface GaugesConfig {

    /** How often they are computed anew, if records came or the day is another. Zero: never, and there are none. */
    @WithDefault("30S")
    Duration every();

    /** The first so many zones that the instance owns, by their ids: each is some dozens of series. */
    @WithDefault("50")
    int zones();

    /** The first so many figures of a zone and gauge, in the order of the product tree. */
    @WithDefault("200")
    int readings();
}
