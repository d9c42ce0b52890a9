package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The service is started before its log. */
@QuarkusTest
@QuarkusTestResource(
        value = OwnBrokerResource.class,
        initArgs = @ResourceArg(name = OwnBrokerResource.LATER, value = "true"),
        restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class LogNotThereYetTest {

    /** More than there are event loops. */
    private static final int POSTS = 32;

    private final Door door = new Door();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/v1/claims")
    URI claims;

    @Test
    void shouldNotHoldUpOthersWhilePostsWaitForTheLogAndTakePostsWhenItIsThere() throws Exception {
        // Given
        given().get("/q/health/live").then().statusCode(200);
        door.asReporter()
                .contentType("application/json")
                .body(door.claim(1))
                .post("/v1/claims?dryRun=true")
                .then()
                .statusCode(200);

        // When
        List<CompletableFuture<HttpResponse<String>>> posts =
                IntStream.range(0, POSTS).mapToObj(this::post).toList();
        given().get("/q/health/live").then().statusCode(200);

        // Then
        assertThat(posts).noneMatch(CompletableFuture::isDone);
        assertThat(posts).extracting(CompletableFuture::join).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("urn:zone-ledger:problem:log-unavailable");
        });

        // When
        KafkaProcess broker = startBroker();
        try {
            // Then
            assertThat(untilTaken()).isEqualTo(202);
            assertThat(post(1).join().statusCode()).isEqualTo(202);
        } finally {
            broker.stop();
        }
    }

    /** One that is not told at once that the log is away waits some seconds for it. */
    private int untilTaken() {
        long patience = System.nanoTime() + 60_000_000_000L;
        int status;
        do {
            status = post(1).join().statusCode();
        } while (status == 503 && System.nanoTime() < patience);
        return status;
    }

    private CompletableFuture<HttpResponse<String>> post(int value) {
        HttpRequest request = HttpRequest.newBuilder(claims)
                .header("Authorization", "Bearer " + Tokens.reporter(door.zone))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(door.claim(value)))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private static KafkaProcess startBroker() {
        return OwnBrokerResource.start(
                setting("folder", Path.class),
                setting("port", Integer.class),
                setting("controller-port", Integer.class));
    }

    private static <T> T setting(String name, Class<T> type) {
        return ConfigProvider.getConfig().getValue("test.broker." + name, type);
    }
}
