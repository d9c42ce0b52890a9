package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service on a real log, and a zone of each test's own. */
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
public abstract class WithLedger {

    @ConfigProperty(name = "zone.events.topic")
    protected String topic;

    protected final String zone = TestIds.zone("baotou");
    protected final Events events = new Events(zone);
    protected final Baotou baotou = new Baotou(zone);
    protected final TestLog log = TestLog.open();

    /** Of the zone. */
    protected Client client;

    @BeforeEach
    void open() {
        client = client(zone);
    }

    @AfterEach
    void close() {
        log.close();
    }

    protected Client client(String ofZone) {
        return new Client(topic, ofZone, log);
    }
}
