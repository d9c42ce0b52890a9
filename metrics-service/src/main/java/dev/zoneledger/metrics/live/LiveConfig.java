package dev.zoneledger.metrics.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How those are served who keep listening. */
@ConfigMapping(prefix = "zone.stream")
interface LiveConfig {

    /** How many may listen here at a time: each reads the topic of totals for itself. */
    @WithDefault("100")
    int mostListeners();

    /** After so long without news a comment is sent, so that proxies keep the connection and one that is gone is noticed. */
    @WithDefault("15s")
    Duration heartbeat();

    /** After so long a stream ends, and its client comes back with a token that is still good. */
    @WithDefault("1h")
    Duration longest();
}
