package dev.zoneledger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables that a service reads, of its own configuration and of Quarkus', as far as they matter when it runs. */
final class KnownSettings {
    private static final Path ROOT = Path.of("../..");
    /** What holds for all services. */
    static final Path OF_ALL = ROOT.resolve("rest/src/main/resources/META-INF/microprofile-config.properties");

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    /** SmallRye describes its own nowhere that a program could read. */
    private static final Set<String> OF_SMALLRYE =
            Set.of("KAFKA_BOOTSTRAP_SERVERS", "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+)");

    private KnownSettings() {}

    /** @param service the folder of its module */
    static Set<String> of(String service) throws IOException {
        Set<String> names = new HashSet<>(ofQuarkus());
        names.addAll(OF_SMALLRYE);
        for (Path file : List.of(OF_ALL, ROOT.resolve(service).resolve("src/main/resources/application.properties"))) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.forEach((name, value) -> {
                // What Quarkus reads when it builds cannot be set where it runs.
                if (!name.toString().startsWith("quarkus.")) {
                    names.add(variable(name.toString()));
                }
                Matcher expressions = EXPRESSION.matcher(value.toString());
                while (expressions.find()) {
                    names.add(variable(expressions.group(1)));
                }
            });
        }
        return names;
    }

    private static Set<String> ofQuarkus() throws IOException {
        Set<String> names = new HashSet<>();
        for (URL model : Collections.list(KnownSettings.class.getClassLoader().getResources(MODEL))) {
            collect(new ObjectMapper().readTree(model), names);
        }
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            names.add(node.at("/path/environmentVariable").asText());
        }
        node.forEach(each -> collect(each, names));
    }

    /** As MicroProfile Config maps names to variables. */
    private static String variable(String property) {
        return property.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
