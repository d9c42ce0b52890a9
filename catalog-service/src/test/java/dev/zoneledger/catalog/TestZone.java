package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;

import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.config.ConfigProvider;

/** A zone of one test: what is said of it goes to the log, and every question reflects all that was said so far. */
final class TestZone implements AutoCloseable {

    static final String CLAIM = """
            {"id": "%s", "subject": {"project": "line"}, "measure": "capacity", "product": "ndfeb-sintered",
             "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"}, "status": "operating", "basis": "actual",
             "rank": "normal", "effectiveFrom": {"date": "2020"}, "source": {"uri": "urn:test"}}""";

    private final EventCodec codec = new EventCodec();
    private final TestLog log = TestLog.open();
    private final String topic = ConfigProvider.getConfig().getValue("zone.events.topic", String.class);
    private final String id;
    private String position = "";

    TestZone() {
        this(TestIds.unique("zone"));
    }

    TestZone(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Says it, of this zone and as revision 1 where the text does not say otherwise. */
    Appended say(EventType type, String json) {
        String revision = json.contains("\"revision\"") ? "" : "\"revision\": 1, ";
        String zone = json.contains("\"zone\": \"") && !json.contains("\"subject\": {\"zone\"")
                ? ""
                : "\"zone\": \"" + id + "\", ";
        try {
            return say(Json.mapper().readValue(json.replaceFirst("\\{", "{" + zone + revision), type.data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Appended say(ZoneEvent event) {
        EventCodec.Encoded encoded = codec.encode(event, "urn:test", null);
        Appended appended = log.append(topic, encoded.key(), encoded.headers(), encoded.data());
        position = appended.position();
        return appended;
    }

    /** A capacity of the project "line" in t/a. */
    Appended sayCapacity(String claim, String value) {
        return say(EventType.CAPACITY_REPORTED, CLAIM.formatted(claim, value));
    }

    /** Says a record of each kind, all named "a". */
    void sayEveryKind() {
        say(EventType.ZONE_REGISTERED, "{\"id\": \"" + id + "\", \"name\": \"Z\"}");
        say(EventType.ORGANISATION_REGISTERED, "{\"id\": \"a\", \"name\": \"A maker\", \"role\": \"enterprise\"}");
        say(EventType.PROJECT_REGISTERED, """
                {"id": "a", "name": "P", "organisation": "a",
                 "phases": [{"id": "one", "name": "One", "status": "operating", "statusSince": {"date": "2020"},
                             "lines": [{"id": "l", "name": "L", "product": "ndfeb-sintered"}]}]}""");
        say(
                EventType.POLICY_REGISTERED,
                "{\"id\": \"a\", \"name\": \"P\", \"issuer\": \"a\", \"issuedOn\": {\"date\": \"2020-12\"}, \"measuresStated\": 10}");
        say(
                EventType.MILESTONE_REPORTED,
                "{\"id\": \"a\", \"title\": \"T\", \"subject\": {\"project\": \"a\"}, \"occurredOn\": {\"date\": \"2020\"}}");
        say(EventType.RANKING_REPORTED, """
                {"id": "a", "subject": {"organisation": "a"}, "position": 1, "among": "makers", "in": "China",
                 "product": "polishing-powder", "asOf": {"date": "2020-12-31"}}""");
        say(EventType.CHAIN_REPORTED, """
                {"id": "a", "chain": "polishing", "leader": "a", "rank": "normal",
                 "edges": [{"from": "cerium-oxide", "to": "polishing-powder"}]}""");
    }

    /** A request that reflects all that was said. */
    RequestSpecification asking() {
        RequestSpecification asking =
                given().urlEncodingEnabled(false).auth().oauth2(Tokens.reader()).header("Prefer", "wait=30");
        return position.isEmpty() ? asking : asking.queryParam("after", position);
    }

    /** The answer, 200, to an address in which {zone} stands for this zone. */
    ValidatableResponse get(String address) {
        return ask(address).then().statusCode(200);
    }

    Response ask(String address) {
        return asking().get(address.replace("{zone}", id));
    }

    @Override
    public void close() {
        log.close();
    }
}
