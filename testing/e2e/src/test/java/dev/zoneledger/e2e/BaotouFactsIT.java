package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the article's facts to the zone's totals. */
class BaotouFactsIT {

    private static final String BAOTOU = "baotou-rehz";

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);

    @Test
    void shouldAnswerFromTheFactsTakenInAtTheFirstStart() {
        // Given
        String position = client.catalog("/v1/position").get("position").textValue();

        // When
        ZoneAnswers answers = new ZoneAnswers(client, BAOTOU, position);

        // Then
        answers.assertAll();
    }

    @Test
    void shouldAnswerTheSameWhenTheSameFileIsImportedAgain() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(Stack.facts());
        String zone = newZone();
        ZoneAnswers once = new ZoneAnswers(client, zone, client.importAll(in(zone, lines)));
        once.assertAll();
        String answers = once.everything();

        // When
        ZoneAnswers twice = new ZoneAnswers(client, zone, client.importAll(in(zone, lines)));

        // Then
        twice.assertAll();
        assertThat(twice.everything()).isEqualTo(answers);
    }

    @Test
    void shouldAnswerTheSameWhenTheLinesAreShuffled() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(Stack.facts());
        String inOrder = newZone();
        ZoneAnswers expected = new ZoneAnswers(client, inOrder, client.importAll(in(inOrder, lines)));
        List<String> shuffled = new ArrayList<>(lines);
        shuffled.addAll(lines.subList(0, lines.size() / 2));
        long seed = new Random().nextLong();
        Collections.shuffle(shuffled, new Random(seed));
        String zone = newZone();

        // When
        ZoneAnswers answers = new ZoneAnswers(client, zone, client.importAll(in(zone, shuffled)));

        // Then
        assertThat(answers.everything()).as("seed " + seed).isEqualTo(expected.everything());
        answers.assertAll();
    }

    @Test
    void shouldTraceEveryTotalToItsSource() {
        // Given
        ZoneAnswers answers = new ZoneAnswers(
                client, BAOTOU, client.catalog("/v1/position").get("position").textValue());

        for (JsonNode row : answers.totals(ZoneAnswers.AS_OF)) {
            // When
            JsonNode pedigree = client.metrics(row.at("/links/claims").textValue());

            // Then
            assertThat(pedigree.get("claims")).hasSize(row.get("claims").intValue());
            assertThat(Client.each(pedigree.get("claims"))).allSatisfy(claim -> {
                assertThat(claim.at("/source/uri").textValue()).isEqualTo("urn:smm:101294895");
                assertThat(claim.at("/source/locator").textValue()).startsWith("paragraph");
                JsonNode registered =
                        client.catalog("/v1/claims/" + claim.get("id").textValue() + "?zone=" + BAOTOU);
                assertThat(registered.get("source")).isEqualTo(claim.get("source"));
                assertThat(registered.get("resolved").booleanValue()).isTrue();
            });
        }
    }

    /** The lines as another zone would send them. */
    static List<String> in(String zone, List<String> lines) {
        return lines.stream()
                .map(line -> line.replace("\"" + BAOTOU + "\"", "\"" + zone + "\""))
                .toList();
    }

    static String newZone() {
        return "e2e-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
