package dev.zoneledger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is applied to a cluster: the objects of deploy/kubernetes/rendered. */
final class Manifests {
    static final Path FOLDER = Path.of("../../deploy/kubernetes");
    static final List<String> OVERLAYS = List.of("single", "production");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifests() {}

    /**
     * One object.
     *
     * @param file which it stands in
     */
    record Manifest(String file, JsonNode body) {
        String kind() {
            return body.path("kind").asText();
        }

        String name() {
            return body.at("/metadata/name").asText();
        }

        JsonNode labels() {
            return body.at("/metadata/labels");
        }

        /** The template of the pods that it makes; missing if it makes none. */
        JsonNode pod() {
            return body.at("/spec/template/spec");
        }

        JsonNode podLabels() {
            return body.at("/spec/template/metadata/labels");
        }

        boolean makesPods() {
            return List.of("Deployment", "StatefulSet", "Job").contains(kind());
        }

        @Override
        public String toString() {
            return file + ": " + kind() + " " + name();
        }
    }

    /** Of an overlay, of the smoke test, or of the keeper of the log. */
    static List<Manifest> rendered(String name) {
        return read(FOLDER.resolve("rendered").resolve(name + ".yaml"));
    }

    /** Of an overlay with the smoke test, which is applied beside it. */
    static List<Manifest> withSmoke(String overlay) {
        return Stream.of(overlay, "smoke")
                .flatMap(each -> rendered(each).stream())
                .toList();
    }

    static Stream<Manifest> ofAll() {
        return Stream.concat(OVERLAYS.stream(), Stream.of("smoke", "keeper")).flatMap(each -> rendered(each).stream());
    }

    /** Whether every label that is asked for is there with that value. */
    static boolean matches(JsonNode wanted, JsonNode labels) {
        return wanted.properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(key -> wanted.get(key).equals(labels.path(key)));
    }

    private static List<Manifest> read(Path file) {
        try {
            return parse(Files.readString(file)).stream()
                    .map(body -> new Manifest(file.getFileName().toString(), body))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML text. */
    static List<JsonNode> parse(String text) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll();
        }
    }
}
