package dev.zoneledger.local;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The facts that the stack takes in at its first start, through the door that everybody uses. */
final class Facts {
    static final Path FILE = Path.of("deploy", "local", "data", "baotou-2020.ndjson");

    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(2);

    private Facts() {}

    /** Imports the facts unless an earlier start has done so, and gives the position from which they can be read. */
    static String ensureImported(StackPlan plan, Screen screen) {
        StateFolder state = plan.state();
        if (!Files.exists(state.imported())) {
            String position = screen.step("importing the facts of " + FILE.getFileName(), () -> imported(plan));
            StateFolder.writeSecret(state.imported(), position + "\n");
        }
        return StateFolder.read(state.imported());
    }

    private static String imported(StackPlan plan) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            plan.address(Parts.INGEST).resolve("/v1/imports"))
                    .timeout(IMPORT_LIMIT)
                    .header("Content-Type", "application/x-ndjson")
                    .header("Authorization", "Bearer " + plan.token("steward"))
                    .POST(HttpRequest.BodyPublishers.ofFile(plan.root().resolve(FILE)))
                    .build();
            HttpResponse<String> response = Http.send(request);
            return position(response)
                    .orElseThrow(
                            () -> new StackException("The import was answered without a position: " + response.body()));
        } catch (FileNotFoundException e) {
            throw new StackException("There are no facts to import: " + e.getMessage(), e);
        }
    }

    private static Optional<String> position(HttpResponse<String> response) {
        return response.headers().firstValue("Zone-Position");
    }
}
