package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes events of one zone into the log, and asks the catalog after the last of them. */
public final class Probe implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final TestLog log = TestLog.open();
    private final String topic;
    private final String zone = TestIds.unique("zone");
    private final TreeMap<Integer, Long> offsets = new TreeMap<>();

    public Probe(String topic) {
        this.topic = topic;
    }

    public String zone() {
        return zone;
    }

    /** Appends an event of the zone, of the kind that {@link EventType#kind()} names; revision 1 unless it says another. */
    public Appended append(String kind, String json) {
        return append(zone, kind, json);
    }

    public Appended append(String inZone, String kind, String json) {
        try {
            ObjectNode data = (ObjectNode) Json.mapper().readTree(json);
            if (!kind.equals("zone")) {
                data.put("zone", inZone);
            }
            if (!data.has("revision")) {
                data.put("revision", 1);
            }
            Class<? extends ZoneEvent> type = Arrays.stream(EventType.values())
                    .filter(each -> each.kind().equals(kind))
                    .findFirst()
                    .orElseThrow()
                    .data();
            Encoded encoded = codec.encode(Json.mapper().treeToValue(data, type), "urn:test", null);
            Appended appended = log.append(topic, encoded.key(), encoded.headers(), encoded.data());
            offsets.put(appended.partition(), appended.offset());
            return appended;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer, 200, that reflects all that was appended here. */
    public ValidatableResponse get(String path, Map<String, ?> query) {
        return given().auth()
                .oauth2(Tokens.reader())
                .header("Prefer", "wait=60")
                .queryParams(query)
                .queryParam("after", new Position(offsets).toString())
                .get(path)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200);
    }

    /** The same in this zone. */
    public ValidatableResponse getHere(String path, Object... query) {
        LinkedHashMap<String, Object> parameters = new LinkedHashMap<>(Map.of("zone", zone));
        for (int i = 0; i < query.length; i += 2) {
            parameters.put((String) query[i], String.valueOf(query[i + 1]));
        }
        return get(path, parameters);
    }

    @Override
    public void close() {
        log.close();
    }
}
