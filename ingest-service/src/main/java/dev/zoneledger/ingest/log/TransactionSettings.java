package dev.zoneledger.ingest.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Transactions of atomic imports. */
@ConfigMapping(prefix = "zone.ingest.transactions")
interface TransactionSettings {

    /**
     * Part of the ids of the instance's transactions. No two instances that run at a time may have the same: each would
     * end the other's transactions. An instance that comes back under the same name ends at once what it had left open;
     * under another name that takes until the timeout.
     */
    @WithDefault("${HOSTNAME:localhost}-${quarkus.http.port:8081}")
    String instance();

    /** Open at a time in this instance. */
    @WithDefault("2")
    int concurrent();

    /** After which the broker aborts what nobody has ended; so long readers of the log may have to wait. */
    @WithDefault("20S")
    Duration timeout();
}
