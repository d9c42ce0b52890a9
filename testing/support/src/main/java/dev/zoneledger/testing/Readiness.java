package dev.zoneledger.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A service under test that is up may not be ready yet: before that it asks everybody to come back. */
public final class Readiness {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Readiness() {}

    public static void await(HttpClient http, URI service) throws IOException, InterruptedException {
        HttpRequest health =
                HttpRequest.newBuilder(service.resolve("/q/health/ready")).build();
        long begin = System.nanoTime();
        while (http.send(health, BodyHandlers.discarding()).statusCode() != 200) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException(service + " is not ready");
            }
        }
    }
}
