package dev.zoneledger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.testing.AuthorisationTable.Operation;
import dev.zoneledger.testing.AuthorisationTable.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Asks each operation of a service as every kind of caller and by every spelling of its path, and tells what was answered
 * otherwise than docs/operations/authorisation.md says.
 */
public final class AuthorisationMatrix {

    /** The zone of the examples in the descriptions of the services. */
    private static final String ZONE = "baotou-rehz";

    /** What stands for the variables of a path: there is nothing of that name. */
    private static final String NOTHING = "nothing-of-this-name";

    private static final int AT_ONCE = 16;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESCRIPTION = "/q/openapi?format=json";
    private static final String UNAUTHORIZED = "401 unauthorized";
    private static final String AMBIGUOUS = "400 ambiguous-path";

    /** Addresses of every service that answer anybody: no caller is examined there. */
    private static final List<String> OPEN = List.of("/q/health/live", "/q/metrics", "/q/openapi");

    private final URI service;
    private final AuthorisationTable table;
    private final JsonNode paths;

    /**
     * What came of it.
     *
     * @param asked how many questions
     * @param told what was answered otherwise
     * @param secrets what the callers showed: none of it may be seen anywhere else
     */
    public record Outcome(int asked, List<String> told, Set<String> secrets) {}

    private record Caller(String name, @Nullable String authorization) {}

    private record Question(
            String method,
            String address,
            Caller caller,
            @Nullable Body body,
            String expected) {

        @Override
        public String toString() {
            return method + " " + address + " by " + caller.name;
        }
    }

    private record Body(String contentType, String text) {}

    private AuthorisationMatrix(URI service, AuthorisationTable table, JsonNode paths) {
        this.service = service;
        this.table = table;
        this.paths = paths;
    }

    /** @param name of the section in the document */
    public static AuthorisationMatrix of(String name, URI service) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Readiness.await(http, service);
            HttpResponse<String> description = http.send(
                    HttpRequest.newBuilder(service.resolve(DESCRIPTION)).build(), BodyHandlers.ofString());
            return new AuthorisationMatrix(
                    service,
                    AuthorisationTable.of(name),
                    JSON.readTree(description.body()).get("paths"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Operations that the service has and the document lacks, or the other way round. */
    public Set<String> unlisted() {
        Set<String> different = new TreeSet<>(described());
        for (Operation each : table.operations()) {
            if (!different.remove(each.name())) {
                different.add(each.name());
            }
        }
        return different;
    }

    private Set<String> described() {
        Set<String> operations = new TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** Asks all there is to ask. */
    public Outcome ask() throws InterruptedException {
        List<Question> questions = questions();
        Semaphore places = new Semaphore(AT_ONCE);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (Question each : questions) {
                places.acquire();
                answers.add(http.sendAsync(request(each), Glance::at)
                        .whenComplete((answer, failure) -> places.release())
                        .thenApply(answer -> answer.statusCode() + problem(answer.body())));
            }
            List<String> told = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                String answer = answers.get(i).join();
                if (!answer.equals(questions.get(i).expected)) {
                    told.add(questions.get(i) + ": " + answer + ", not " + questions.get(i).expected);
                }
            }
            return new Outcome(questions.size(), told, secrets(questions));
        }
    }

    private static Set<String> secrets(List<Question> questions) {
        Set<String> secrets = new TreeSet<>();
        for (Question each : questions) {
            if (each.caller.authorization != null) {
                // Of a token its payload, and what proves it; the first part is the same for all.
                String[] parts = each.caller.authorization.split("[ .]", -1);
                secrets.addAll(List.of(parts).subList(Math.min(parts.length - 1, 2), parts.length));
            }
        }
        secrets.removeIf(secret -> secret.length() < "steward".length() + 1);
        return secrets;
    }

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        Map<Caller, Role> callers = callers();
        List<Caller> strangers = strangers();
        for (Operation operation : table.operations()) {
            String path = operation.path().replaceAll("\\{[^}]+}", NOTHING);
            Body body = body(operation);
            String query = query(operation);
            callers.forEach((caller, role) -> questions.add(
                    new Question(operation.method(), path + query, caller, body, operation.answer(role))));
            strangers.forEach(caller ->
                    questions.add(new Question(operation.method(), path + query, caller, body, UNAUTHORIZED)));
            for (String spelling : Spellings.of(path)) {
                callers.keySet()
                        .forEach(caller -> questions.add(
                                new Question(operation.method(), spelling + query, caller, body, AMBIGUOUS)));
                strangers.forEach(caller ->
                        questions.add(new Question(operation.method(), spelling + query, caller, body, AMBIGUOUS)));
            }
        }
        for (String open : OPEN) {
            strangers.forEach(caller -> questions.add(new Question("GET", open, caller, null, "200")));
        }
        return questions;
    }

    private static Map<Caller, Role> callers() {
        Map<Caller, Role> callers = new LinkedHashMap<>();
        callers.put(bearer("a reader", Tokens.reader()), Role.READER);
        callers.put(bearer("a reporter", Tokens.reporter(ZONE)), Role.REPORTER);
        callers.put(bearer("a steward", Tokens.steward(ZONE)), Role.STEWARD);
        callers.put(bearer("another zone's reporter", Tokens.reporter("elsewhere")), Role.REPORTER_ELSEWHERE);
        callers.put(bearer("another zone's steward", Tokens.steward("elsewhere")), Role.STEWARD_ELSEWHERE);
        return callers;
    }

    private static List<Caller> strangers() {
        List<Caller> strangers = new ArrayList<>();
        strangers.add(new Caller("nobody", null));
        strangers.add(new Caller("somebody with a password", "Basic c3Rld2FyZDpzdGV3YXJk"));
        for (BadToken each : BadToken.values()) {
            strangers.add(bearer(each.name(), each.token()));
        }
        return strangers;
    }

    private static Caller bearer(String name, String token) {
        return new Caller(name, "Bearer " + token);
    }

    /** What is asked changes nothing where that can be had. */
    private String query(Operation operation) {
        for (JsonNode parameter : described(operation).path("parameters")) {
            if (parameter.path("name").asText().equals("dryRun")) {
                return "?dryRun=true";
            }
        }
        return operation.query();
    }

    /** The description's own example; null where there is nothing to send. */
    private @Nullable Body body(Operation operation) {
        for (var content :
                described(operation).path("requestBody").path("content").properties()) {
            for (JsonNode example : content.getValue().path("examples")) {
                JsonNode value = example.path("value");
                return new Body(content.getKey(), value.isTextual() ? value.textValue() : value.toString());
            }
        }
        return null;
    }

    private JsonNode described(Operation operation) {
        return paths.path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
    }

    private HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(service.getScheme() + "://" + service.getAuthority() + question.address))
                .method(
                        question.method,
                        question.body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(question.body.text));
        if (question.body != null) {
            request.header("Content-Type", question.body.contentType);
        }
        if (question.caller.authorization != null) {
            request.header("Authorization", question.caller.authorization);
        }
        return request.build();
    }

    private static String problem(String body) {
        if (body.isEmpty()) {
            return "";
        }
        try {
            String type = JSON.readTree(body).path("type").asText();
            return " " + type.substring(type.lastIndexOf(':') + 1);
        } catch (IOException noProblem) {
            return " " + body;
        }
    }
}
