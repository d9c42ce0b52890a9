package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The services as they run, and not as they are tested: what they tell of their inside, and what they write down. */
class LockedIT {

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);

    @Test
    void shouldTellNothingOfTheirInsideToWhoSendsWhatIsNoRequest() throws IOException {
        for (URI service : List.of(stack.ingest(), stack.catalog(), stack.metrics())) {
            for (String request : List.of(
                    "GET /v1/zones/%zz HTTP/1.1",
                    "GET /v1/zones/%c3%28?asOf=%zz HTTP/1.1",
                    "GET /v1/zones\\..\\x HTTP/1.1",
                    "GET ../../etc/passwd HTTP/1.1",
                    "TRACE /v1/zones HTTP/1.1",
                    "GET /v1/zones?" + "x".repeat(10_000) + " HTTP/1.1",
                    "GET /q/swagger-ui/ HTTP/1.1",
                    "GET /q/dev-ui HTTP/1.1",
                    "GET /q/arc/beans HTTP/1.1",
                    "GET /v1/zones HTTP/1.1\r\nX: " + "x".repeat(50_000))) {
                String answer = answer(service, request);
                assertThat(answer)
                        .as(request)
                        .matches("(?s)HTTP/1\\.[01] (4\\d\\d|501) .*")
                        .doesNotContain("Exception", "\tat ", "dev.zoneledger", "io.quarkus", "io.vertx");
            }
        }
    }

    @Test
    void shouldWriteNoSecretIntoTheirLogs() throws IOException {
        // Given
        client.post("/v1/claims", "application/json", "{", "reporter");
        client.post("/v1/claims", "application/json", "{}", "reader");
        List<String> secrets = new ArrayList<>();
        for (Path file : List.of(
                stack.secret("keys/private-key.pem"),
                stack.secret("keys/postgres-password"),
                stack.secret("tokens/reader.jwt"),
                stack.secret("tokens/reporter.jwt"),
                stack.secret("tokens/steward.jwt"))) {
            // Of a token what proves it, of a key its second line: the rest is the same everywhere.
            String[] parts = Files.readString(file).strip().split("[.\n]");
            secrets.add(parts[parts.length == 1 ? 0 : parts.length == 3 ? 2 : 1]);
        }

        // When
        List<String> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(stack.logs())) {
            for (Path file : files.toList()) {
                logs.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }

        // Then
        assertThat(logs).hasSizeGreaterThanOrEqualTo(5).anyMatch(log -> log.contains("ingest-service"));
        assertThat(logs).allSatisfy(log -> assertThat(log).doesNotContain(secrets.toArray(CharSequence[]::new)));
    }

    private static String answer(URI service, String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
