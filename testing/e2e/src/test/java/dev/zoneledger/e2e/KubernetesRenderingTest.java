package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What deploy/kubernetes/rendered holds is what its sources come to. Kustomize is not to be had from the repositories that the
 * build takes its libraries from, so what it made is kept beside the sources, with their hash.
 */
class KubernetesRenderingTest {
    private static final List<String> SOURCES = List.of("base", "components", "keeper", "overlays", "smoke");

    @ParameterizedTest
    @ValueSource(strings = {"single", "production", "smoke", "keeper"})
    void shouldBeRenderedFromTheSourcesAsTheyAre(String name) throws Exception {
        // When
        String rendered = Files.readString(file(name));

        // Then
        assertThat(rendered.lines().findFirst().orElse(""))
                .as("run deploy/kubernetes/render after a change there")
                .endsWith("; sources " + hash());
    }

    @ParameterizedTest
    @EnabledIf(value = "hasKustomize", disabledReason = "there is no kubectl with Kustomize 5")
    @ValueSource(strings = {"overlays/single", "overlays/production", "smoke", "keeper"})
    void shouldRenderTheSameWhereThereIsKustomize(String folder) throws Exception {
        // Given
        Process kustomize = new ProcessBuilder(
                        "kubectl", "kustomize", Manifests.FOLDER.resolve(folder).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        // When
        List<JsonNode> now =
                Manifests.parse(new String(kustomize.getInputStream().readAllBytes()));

        // Then
        assertThat(kustomize.waitFor()).isZero();
        String kept = Files.readString(file(Path.of(folder).getFileName().toString()));
        assertThat(Manifests.parse(kept)).containsExactlyElementsOf(now);
    }

    /** Whether there is a kubectl with Kustomize 5; where there is none, the hash is what tells. */
    static boolean hasKustomize() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("kubectl", "version", "--client").start();
            String answer = new String(version.getInputStream().readAllBytes());
            return version.waitFor() == 0 && answer.contains("Kustomize Version: v5");
        } catch (IOException absent) {
            return false;
        }
    }

    private static Path file(String name) {
        return Manifests.FOLDER.resolve("rendered").resolve(name + ".yaml");
    }

    /** As deploy/kubernetes/render takes it: of the hashes and names of all files, in the order of their names. */
    private static String hash() throws IOException, NoSuchAlgorithmException {
        StringBuilder all = new StringBuilder();
        for (String folder : SOURCES) {
            try (Stream<Path> files = Files.walk(Manifests.FOLDER.resolve(folder))) {
                for (String each : files.filter(Files::isRegularFile)
                        .map(file -> Manifests.FOLDER.relativize(file).toString())
                        .sorted()
                        .toList()) {
                    all.append(sha256(Files.readAllBytes(Manifests.FOLDER.resolve(each))))
                            .append("  ")
                            .append(each)
                            .append('\n');
                }
            }
        }
        return sha256(all.toString().getBytes());
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
