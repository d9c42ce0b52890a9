package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/** An analyst's and a reporter's hands: plain HTTP and JSON, decimals exact. */
final class Client {

    private static final ObjectMapper JSON = Json.mapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stack stack;

    Client(Stack stack) {
        this.stack = stack;
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response, JsonNode body) {
        String position() {
            return response.headers().firstValue("Zone-Position").orElseThrow();
        }
    }

    JsonNode metrics(String path) {
        return read(stack.metrics().resolve(path));
    }

    JsonNode catalog(String path) {
        return read(stack.catalog().resolve(path));
    }

    /** A list of the catalog in another form than JSON. */
    String export(String path, String type) {
        return text(stack.catalog().resolve(path), type);
    }

    /** What is answered at an address in that form. */
    String text(URI address, String type) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .header("Accept", type)
                            .header("Prefer", "wait=30")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is answered at an address that is not of the API. */
    String text(URI address) {
        HttpResponse<String> response = raw(address);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** An answer that may be no JSON. */
    HttpResponse<String> raw(URI address) {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(URI address) {
        return send(HttpRequest.newBuilder(address).header("Prefer", "wait=30").build());
    }

    /** Posts as a steward; gives the position that the entries are in the log at. */
    String post(String path, String json) {
        Answer answer = post(path, "application/json", json, "steward");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.position();
    }

    /** Imports as a steward; every line must be accepted. */
    String importAll(List<String> lines) {
        Answer answer = post("/v1/imports", "application/x-ndjson", String.join("\n", lines), "steward");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.body().get("rejected").intValue())
                .as(answer.response().body())
                .isZero();
        assertThat(answer.body().get("accepted").intValue()).isEqualTo(lines.size());
        return answer.position();
    }

    Answer post(String path, String contentType, String body, String role) {
        return send(HttpRequest.newBuilder(stack.ingest().resolve(path))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + stack.token(role))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The same with an Idempotency-Key. */
    Answer post(String path, String contentType, String body, String role, String key) {
        return send(HttpRequest.newBuilder(stack.ingest().resolve(path))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + stack.token(role))
                .header("Idempotency-Key", "\"" + key + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The same within a trace. */
    Answer postWithin(String traceparent, String path, String body) {
        return send(HttpRequest.newBuilder(stack.ingest().resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + stack.token("steward"))
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer postWithoutToken(String path, String body) {
        return send(HttpRequest.newBuilder(stack.ingest().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The elements of an array in the answer. */
    static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks again as long as what is folded is not as far as the position that is asked for. */
    private JsonNode read(URI address) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Instances.until(
                () -> {
                    last.set(get(address));
                    return last.get().status() != 503 || !isBehind(last.get().body());
                },
                address + " is answered");
        Answer answer = last.get();
        assertThat(answer.status())
                .as(address + ": " + answer.response().body())
                .isEqualTo(200);
        return answer.body();
    }

    static boolean isBehind(JsonNode problem) {
        return problem.path("type").asText().endsWith(":position-not-reached");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response, json(response.body().isEmpty() ? "null" : response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
