package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services are made of: the bills of materials that the build makes, and the folders that go into the images. */
class BillOfMaterialsTest {

    /** Of a library that may be had under several, one is enough. A new one is a decision: write it down here. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "UPL-1.0",
            "CC0-1.0",
            "Public Domain");

    private static final Pattern FIXED_VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]*");
    private static final Pattern SECRET_FILE =
            Pattern.compile("(?i).*(\\.(pem|jwt|key|p12|jks|keystore)|(^|/)\\.env|\\.state/.*|postgres-password)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "catalog", "metrics"})
    void shouldHoldOnlyLibrariesOfLicencesThatWereDecidedOn(String service) throws IOException {
        List<JsonNode> libraries = libraries(service);

        assertThat(libraries)
                .hasSizeGreaterThan(100)
                .allSatisfy(library ->
                        assertThat(licences(library)).as(name(library)).containsAnyElementsOf(LICENCES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "catalog", "metrics"})
    void shouldHoldOnlyVersionsThatWereReleasedAndDoNotChange(String service) throws IOException {
        assertThat(libraries(service))
                .filteredOn(library -> !library.path("group").asText().equals("dev.zoneledger"))
                .isNotEmpty()
                .allSatisfy(library -> assertThat(library.path("version").asText())
                        .as(name(library))
                        .matches(FIXED_VERSION)
                        .doesNotContain("SNAPSHOT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "catalog", "metrics"})
    void shouldListEveryFileThatIsInTheFolderOfTheService(String service) throws IOException {
        Set<String> listed = new TreeSet<>();
        bill(service)
                .get("components")
                .forEach(component -> component.path("hashes").forEach(hash -> {
                    if (hash.path("alg").asText().equals("SHA-256")) {
                        listed.add(hash.path("content").asText());
                    }
                }));

        List<Path> jars = jars(service);

        assertThat(jars)
                .hasSizeGreaterThan(100)
                .allSatisfy(jar -> assertThat(listed).as(jar.toString()).contains(sha256(jar)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "catalog", "metrics"})
    void shouldHoldNoSecretOfTheMachineThatBuiltIt(String service) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path jar : jars(service)) {
            // What others put into their libraries is theirs, and public.
            if (jar.toString().contains("/lib/") && !jar.toString().contains("dev.zoneledger")) {
                continue;
            }
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .filter(entry ->
                                SECRET_FILE.matcher(entry.getName()).matches() || holdsKey(file, entry.getName()))
                        .forEach(entry -> found.add(jar + "!" + entry.getName()));
            }
        }

        assertThat(found).isEmpty();
    }

    private static boolean holdsKey(JarFile file, String entry) {
        try {
            String content =
                    new String(file.getInputStream(file.getEntry(entry)).readAllBytes(), StandardCharsets.ISO_8859_1);
            return content.contains("PRIVATE KEY-----");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that run; what only the build needs is listed too, and marked. */
    private static List<JsonNode> libraries(String service) throws IOException {
        return StreamSupport.stream(bill(service).get("components").spliterator(), false)
                .filter(component -> component.path("type").asText().equals("library"))
                .filter(component ->
                        property(component, "quarkus:component:scope").equals("runtime"))
                .toList();
    }

    private static String property(JsonNode component, String name) {
        for (JsonNode property : component.path("properties")) {
            if (property.path("name").asText().equals(name)) {
                return property.path("value").asText();
            }
        }
        return "";
    }

    private static List<String> licences(JsonNode library) {
        List<String> licences = new ArrayList<>();
        for (JsonNode each : library.path("licenses")) {
            JsonNode license = each.path("license");
            licences.add(license.path("id").asText(license.path("name").asText()));
        }
        return licences;
    }

    private static String name(JsonNode component) {
        return component.path("purl").asText();
    }

    private static JsonNode bill(String service) throws IOException {
        return JSON.readTree(
                target(service).resolve("quarkus-run-cyclonedx.json").toFile());
    }

    private static List<Path> jars(String service) throws IOException {
        try (Stream<Path> files = Files.walk(target(service).resolve("quarkus-app"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static Path target(String service) {
        return Path.of("../..", service + "-service", "target");
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
