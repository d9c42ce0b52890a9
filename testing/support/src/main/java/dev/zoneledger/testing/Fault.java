package dev.zoneledger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A request that a service fails at: who sent it is told that the fault is ours and nothing of the inside, and the log has the
 * exception, under the request's trace.
 */
public final class Fault {

    /** Gives requests traces, and sends those nowhere. */
    public static final Map<String, String> TRACED =
            Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOLD = """
            {"type": "urn:zone-ledger:problem:internal-server-error", "title": "Internal Server Error", "status": 500,
             "detail": "The fault is ours; it is in the service's log"}""";

    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final List<String> lines;
    private final HttpResponse<String> answer;

    private Fault(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        try (CapturedLog log = CapturedLog.begin();
                HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(request.build(), BodyHandlers.ofString());
            lines = log.lines();
        }
    }

    /** Sends it, at which the service is to fail. */
    public static Fault provokedBy(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Fault(request);
    }

    /** What of it is otherwise than promised; {@code inside} is in the text of the exception. */
    public List<String> brokenPromises(String inside) throws IOException {
        List<String> broken = new ArrayList<>();
        HttpHeaders headers = answer.headers();
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() != 500 || !body.equals(JSON.readTree(TOLD))) {
            broken.add("told " + answer.statusCode() + " " + answer.body());
        }
        if (!headers.allValues("Content-Type").equals(List.of("application/problem+json"))
                || !headers.allValues("X-Content-Type-Options").equals(List.of("nosniff"))
                || !headers.allValues("Cache-Control").equals(List.of("private, no-cache"))
                || headers.map().toString().contains(inside)) {
            broken.add("told by headers " + headers.map());
        }
        long entries = lines.stream()
                .filter(line -> line.contains("request failed")
                        && line.contains(inside)
                        && line.contains("at dev.zoneledger.")
                        && line.contains("traceId=" + trace))
                .count();
        if (entries != 1) {
            broken.add("logged " + entries + " times: " + lines);
        }
        return broken;
    }
}
