package dev.zoneledger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is in deploy/observability. */
final class Watched {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path FOLDER = Path.of("../../deploy/observability");

    private Watched() {}

    /** @param from the file, and what in it */
    record Expression(String from, String text) {}

    /** Of dashboards, of alerts on what the services tell of themselves, and of what a cluster scales by. */
    static List<Expression> expressions() {
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode alert : alerts("zone-ledger.rules.yml")) {
            expressions.add(new Expression(
                    alert.get("alert").textValue(), alert.get("expr").textValue()));
        }
        Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals("ScaledObject"))
                .flatMap(each -> each.body().findValuesAsText("query").stream()
                        .map(query -> new Expression(each.toString(), query)))
                .forEach(expressions::add);
        for (Path dashboard : dashboards()) {
            for (JsonNode panel : read(dashboard).get("panels")) {
                for (JsonNode target : panel.get("targets")) {
                    expressions.add(new Expression(
                            dashboard.getFileName() + ": " + panel.get("title").textValue(),
                            target.get("expr").textValue()));
                }
            }
        }
        return expressions;
    }

    static List<Path> dashboards() {
        return list("grafana/dashboards");
    }

    static List<JsonNode> allAlerts() {
        return list("prometheus").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".rules.yml"))
                .flatMap(name -> alerts(name).stream())
                .toList();
    }

    private static List<JsonNode> alerts(String file) {
        return read(FOLDER.resolve("prometheus").resolve(file)).findParents("alert");
    }

    private static List<Path> list(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON is YAML. */
    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
