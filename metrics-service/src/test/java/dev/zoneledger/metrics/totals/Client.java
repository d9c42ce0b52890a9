package dev.zoneledger.metrics.totals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Writes to the log, asks about one zone, and reads what is answered. */
public record Client(String topic, String zone, TestLog log) {

    private static final EventCodec CODEC = new EventCodec();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** The position after all of them. */
    public String append(List<? extends ZoneEvent> all) {
        String position = null;
        for (ZoneEvent event : all) {
            EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
            position = log.append(topic, encoded.key(), encoded.headers(), encoded.data())
                    .position();
        }
        return position;
    }

    public String path(String question) {
        return "/v1/zones/" + zone + question;
    }

    public static RequestSpecification reader() {
        return reader(30);
    }

    public static RequestSpecification reader(int patience) {
        return given().urlEncodingEnabled(false)
                .header("Prefer", "wait=" + patience)
                .auth()
                .oauth2(Tokens.reader());
    }

    public JsonNode ask(String question, String after) {
        String parameter = after == null ? "" : (question.contains("?") ? "&" : "?") + "after=" + after;
        Response answer = reader().get(path(question + parameter));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return read(answer);
    }

    public static JsonNode follow(JsonNode link) {
        String address = (link.has("claims") ? link.get("claims") : link).asText();
        Response answer = reader().get(URI.create(address).toString());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return read(answer);
    }

    public static JsonNode read(Response answer) {
        try {
            return JSON.readTree(answer.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.asString(), e);
        }
    }

    public static Map<String, String> rows(JsonNode totals, String... dimensions) {
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode row : totals) {
            String key = String.join(
                    " ",
                    Arrays.stream(dimensions)
                            .map(dimension -> row.get(dimension).asText())
                            .toList());
            rows.put(
                    key,
                    row.get("value") + " [" + row.get("lower") + ", " + row.get("upper") + "] "
                            + row.get("unit").asText() + " of " + row.get("claims"));
        }
        return rows;
    }

    public static JsonNode row(JsonNode answer, String dimension, String value) {
        return found(answer.get("totals"), dimension, value);
    }

    /** The first of the rows that has that value there. */
    public static JsonNode found(JsonNode rows, String dimension, String value) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path(dimension).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + rows));
    }

    public static List<String> ids(JsonNode claims) {
        return StreamSupport.stream(claims.spliterator(), false)
                .map(claim -> claim.get("id").asText())
                .toList();
    }

    public static Map<String, String> leftOut(JsonNode answer) {
        Map<String, String> leftOut = new TreeMap<>();
        answer.get("leftOut")
                .forEach(claim -> leftOut.put(
                        claim.get("id").asText(), claim.get("reason").asText()));
        return leftOut;
    }
}
