package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.ZoneEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Holds the reader's rules, those of the reader that explains and those of the contract's constructors together, by entries
 * that are a little wrong.
 */
class ReaderAgainstContractTest {

    private static final int MUTANTS = 4000;
    private static final ObjectMapper JSON = Json.mapper();

    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "2.50",
            "1e20",
            "1e-30",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"A b\"",
            "\"2020\"",
            "\"2020-10\"",
            "\"2020-02-31\"",
            "\"2020-10-15\"",
            "\"XXXX\"",
            "\"2021/2020\"",
            "\"../2020\"",
            "\"t\"",
            "\"t/a\"",
            "\"CNY\"",
            "\"1\"",
            "\"{set}/a\"",
            "\"capacity\"",
            "\"output\"",
            "\"count\"",
            "\"investment\"",
            "\"unknown\"",
            "\"operating\"",
            "\"deprecated\"",
            "\"normal\"",
            "\"planned\"",
            "\"target\"",
            "\"withheld\"",
            "\"day\"",
            "\"year\"",
            "\"not-later\"",
            "\"ndfeb-sintered\"",
            "\"servo-motor\"",
            "{}",
            "[]",
            "[{}]",
            "[null]",
            "{\"zone\": \"z\"}",
            "{\"project\": \"p\", \"phase\": \"one\"}",
            "{\"value\": 1, \"unit\": \"t\"}",
            "{\"reason\": \"absent\"}",
            "{\"precision\": \"unknown\"}",
            "{\"date\": \"2020\"}");

    @RepeatedTest(5)
    void shouldGiveTheContractNothingThatItRefuses(RepetitionInfo repetition) throws Exception {
        // Given
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> samples = Samples.all();
        EntryReader reader = new EntryReader(Limits.DEFAULT);
        EventCodec codec = new EventCodec();
        int accepted = 0;

        for (int i = 0; i < MUTANTS; i++) {
            ObjectNode mutant = (ObjectNode) JSON.readTree(samples.get(random.nextInt(samples.size())));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(mutant, JSON.readTree(samples.get(random.nextInt(samples.size()))), random);
            }
            byte[] line = bytes(mutant);
            Faults faults = new Faults(100);

            // When
            Entry entry = reader.line(line, 0, line.length, faults);

            // Then
            ZoneEvent event = entry.event();
            assertThat(entry).isEqualTo(reader.explainedLine(line, 0, line.length, new Faults(0)));
            if (entry.event() instanceof Claim claim) {
                mutant.remove("type");
                reader.post(
                        Kind.CLAIM.alone(),
                        bytes(mutant),
                        faults,
                        (posted, pointer) -> assertThat(posted.event()).isEqualTo(claim));
            }
            assertThat(faults.told())
                    .as(mutant::toString)
                    .noneMatch(fault -> fault.detail().startsWith("refused by the contract"));
            assertThat(event == null).as(mutant::toString).isEqualTo(faults.count() > 0);
            if (event != null) {
                accepted++;
                Encoded encoded = codec.encode(event, "urn:test", null);
                Decoded decoded = codec.decode(
                        name -> encoded.headers().getOrDefault(name, "").getBytes(StandardCharsets.UTF_8),
                        encoded.key().getBytes(StandardCharsets.UTF_8),
                        encoded.data());
                assertThat(decoded.event()).isEqualTo(event);
            }
        }
        assertThat(accepted).as("mutants that are right all the same").isBetween(MUTANTS / 50, MUTANTS - 1);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void change(ObjectNode mutant, JsonNode other, Random random) throws Exception {
        List<ObjectNode> objects = new ArrayList<>();
        collect(mutant, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove("type");
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, JSON.readTree(NASTY.get(random.nextInt(NASTY.size()))));
            case 2 -> {
                if (other.has(name)) {
                    object.set(name, other.get(name));
                }
            }
            default ->
                other.properties().stream()
                        .skip(random.nextInt(other.size()))
                        .findFirst()
                        .filter(field -> !field.getKey().equals("type"))
                        .ifPresent(field -> object.set(field.getKey(), field.getValue()));
        }
        if (random.nextInt(50) == 0) {
            object.set("surprise", JsonNodeFactory.instance.textNode("x"));
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> collect(child, objects));
        }
    }
}
