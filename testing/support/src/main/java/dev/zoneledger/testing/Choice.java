package dev.zoneledger.testing;

import dev.zoneledger.testing.DockerEngine.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** Containers or embedded processes: what {@code -Dzone.backing=auto|containers|embedded} asks for and the machine allows. */
enum Choice {
    CONTAINERS,
    EMBEDDED;

    /** Decided by the first who asks in a JVM, and said in one line. */
    static Choice made() {
        return valueOf(OncePerJvm.get("choice", () -> choose().name()));
    }

    private static Choice choose() {
        String wanted = System.getProperty("zone.backing", "auto");
        return switch (wanted) {
            case "containers" -> say(CONTAINERS, "zone.backing=containers");
            case "embedded" -> say(EMBEDDED, "zone.backing=embedded");
            case "auto" ->
                DockerEngine.refusalOf(images())
                        .map(Refusal::reason)
                        .map(reason -> say(EMBEDDED, reason))
                        .orElseGet(() -> say(CONTAINERS, "a Docker engine answers and has the images"));
            default ->
                throw new IllegalArgumentException(
                        "zone.backing is \"" + wanted + "\", but must be auto, containers or embedded");
        };
    }

    /** The two that tests run on, and what Testcontainers itself runs beside them. */
    private static List<String> images() {
        List<String> images = new ArrayList<>(List.of(Containers.KAFKA_IMAGE, Containers.POSTGRES_IMAGE));
        if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            images.add(Containers.RYUK_IMAGE);
        }
        // From within a container it asks a small one of its own where the engine's host is.
        if (Files.exists(Path.of("/.dockerenv")) && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null) {
            images.add(Containers.TINY_IMAGE);
        }
        // As Testcontainers will ask for them, for instance through a mirror that it is configured to use.
        return images.stream()
                .map(image -> ImageNameSubstitutor.instance().apply(DockerImageName.parse(image)))
                .map(DockerImageName::asCanonicalNameString)
                .toList();
    }

    private static Choice say(Choice choice, String reason) {
        System.out.println("Tests run on " + choice.inWords() + ": " + reason + ".");
        return choice;
    }

    private String inWords() {
        return switch (this) {
            case CONTAINERS -> "Kafka and PostgreSQL in containers";
            case EMBEDDED -> "embedded Kafka and PostgreSQL";
        };
    }
}
