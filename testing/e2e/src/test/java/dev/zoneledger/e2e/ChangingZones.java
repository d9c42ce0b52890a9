package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.TestIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Zones whose projects keep correcting what they have made, and what the output of each zone is at every position of the
 * log: the sum of what each project has said last. Beside it there is something to every other question, which stays.
 */
final class ChangingZones implements AutoCloseable {

    private static final int PROJECTS = 20;
    /** Some of which come at once, as imports do. */
    private static final int BURST = 50;

    /** Of a zone after a change of it. */
    private record Output(BigDecimal sum, int claims) {}

    private final EventCodec codec = new EventCodec();
    private final Random random = new Random();
    private final String topic;
    private final List<String> zones = new ArrayList<>();
    private final Map<String, Map<Integer, BigDecimal>> saidLast = new HashMap<>();
    private final Map<String, NavigableMap<Long, Output>> outputs = new HashMap<>();
    private final Map<Integer, Long> ends = new TreeMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Backing.kafka(), "acks", "all", "linger.ms", 2, "enable.idempotence", true),
            new StringSerializer(),
            new ByteArraySerializer());
    private int revision;

    ChangingZones(String topic, int count) {
        this.topic = topic;
        for (int i = 0; i < count; i++) {
            String zone = TestIds.zone("changing");
            zones.add(zone);
            saidLast.put(zone, new HashMap<>());
            outputs.put(zone, new ConcurrentSkipListMap<>());
        }
        for (String zone : zones) {
            append(read("""
                    {"id": "%s", "revision": 1, "name": "A zone"}""".formatted(zone), Zone.class));
            for (int project = 0; project < PROJECTS; project++) {
                append(read("""
                        {"zone": "%s", "id": "p%d", "revision": 1, "name": "A project"}""".formatted(zone, project), Project.class));
            }
        }
        for (String zone : zones) {
            stay(zone);
        }
        // Each project speaks once, so that no zone is without a figure.
        for (int project = 0; project < PROJECTS; project++) {
            for (String zone : zones) {
                change(zone, project);
            }
        }
    }

    /** What does not change: an organisation with a project, capacities of today and to come, what is declared, and money. */
    private void stay(String zone) {
        append(read("""
                {"zone": "%s", "id": "maker", "revision": 1, "name": "A maker", "role": "enterprise"}""".formatted(zone), Organisation.class));
        append(read("""
                {"zone": "%s", "id": "works", "revision": 1, "name": "Its works", "organisation": "maker"}""".formatted(zone), Project.class));
        capacity(zone, "{\"project\": \"works\"}", "actual", "2019-06-30", "300");
        capacity(zone, "{\"project\": \"p1\"}", "actual", "2020-06-30", "70");
        capacity(zone, "{\"project\": \"works\"}", "planned", "2031-01-01", "1000.5");
        capacity(zone, "{\"organisation\": \"maker\"}", "actual", "2019-06-30", "320");
        capacity(zone, "{\"zone\": \"%s\"}".formatted(zone), "actual", "2019-06-30", "5000");
        append(read("""
                {"zone": "%s", "id": "worth", "revision": 1, "subject": {"organisation": "maker"},
                 "measure": "gross-output-value", "quantity": {"value": 1234567.89, "unit": "CNY", "qualifier": "at-least"},
                 "basis": "actual", "period": "2020", "rank": "normal", "source": {"uri": "urn:test"}}
                """.formatted(zone), Claim.class));
    }

    private void capacity(String zone, String subject, String basis, String from, String value) {
        append(read("""
                {"zone": "%s", "id": "%s", "revision": 1, "subject": %s, "measure": "capacity",
                 "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"},
                 "status": "operating", "basis": "%s", "effectiveFrom": {"date": "%s"},
                 "rank": "normal", "source": {"uri": "urn:test"}}
                """.formatted(zone, TestIds.unique("stays"), subject, value, basis, from), Claim.class));
    }

    List<String> zones() {
        return zones;
    }

    synchronized int partition(String zone) {
        return partitions.get(zone);
    }

    /** Goes on, some hundred changes a second, until it is over. */
    void changeUntil(AtomicBoolean over) {
        while (!over.get()) {
            for (int i = 0; i < BURST; i++) {
                change(zones.get(random.nextInt(zones.size())), random.nextInt(PROJECTS));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized void change(String zone, int project) {
        revision++;
        BigDecimal made = new BigDecimal(revision).movePointLeft(random.nextInt(4));
        RecordMetadata record =
                append(read("""
                {"zone": "%s", "id": "c%d", "revision": %d, "subject": {"project": "p%d"}, "measure": "output",
                 "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t", "qualifier": "exact"},
                 "basis": "actual", "period": "2020", "rank": "normal", "source": {"uri": "urn:test"}}
                """.formatted(zone, project, revision, project, made.toPlainString()), Claim.class));
        Map<Integer, BigDecimal> ofZone = saidLast.get(zone);
        ofZone.put(project, made);
        outputs.get(zone).put(record.offset(), new Output(sum(ofZone.values()), ofZone.size()));
        partitions.put(zone, record.partition());
        ends.put(record.partition(), record.offset());
    }

    private RecordMetadata append(ZoneEvent event) {
        EventCodec.Encoded encoded = codec.encode(event, "urn:test", null);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, encoded.key(), encoded.data());
        encoded.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After all that was appended so far. */
    synchronized String position() {
        return new Position(new TreeMap<>(ends)).toString();
    }

    /** After all that was appended so far of a zone's partition. */
    synchronized String position(String zone) {
        int partition = partitions.get(zone);
        return Position.of(partition, ends.get(partition)).toString();
    }

    /** Asserts that an answer is what the log up to its position amounts to. */
    void assertRight(String zone, JsonNode answer) {
        String position = answer.get("position").textValue();
        long offset = Position.parse(position).offsets().get(partition(zone));
        // It may be answered before the one who wrote it has noted it down.
        Instances.until(() -> end(zone) >= offset, "noted " + position);
        var last = outputs.get(zone).floorEntry(offset);
        assertThat(output(answer.get("totals")))
                .as("output of %s at %s", zone, position)
                .isEqualTo(Optional.ofNullable(last).map(Map.Entry::getValue));
    }

    /** Asserts that each part of an answer, and what they come to, is what the log up to their positions amounts to. */
    void assertRightOfAll(JsonNode answer) {
        List<JsonNode> parts = Client.each(answer.get("zones"));
        assertThat(parts)
                .extracting(part -> part.get("zone").textValue())
                .containsExactlyElementsOf(zones.stream().sorted().toList());
        parts.forEach(part -> assertRight(part.get("zone").textValue(), part));
        assertThat(output(answer.at("/together/totals")).map(Output::sum))
                .contains(sum(parts.stream()
                        .map(part -> output(part.get("totals")).orElseThrow().sum)
                        .toList()));
    }

    /** Asserts that these totals, of all zones, are what all that was appended so far amounts to. */
    synchronized void assertSum(JsonNode totals) {
        List<BigDecimal> all = saidLast.values().stream()
                .flatMap(ofZone -> ofZone.values().stream())
                .toList();
        assertThat(output(totals)).contains(new Output(sum(all), all.size()));
    }

    private static Optional<Output> output(JsonNode totals) {
        return Client.each(totals).stream()
                .filter(each -> each.get("product").textValue().equals("ndfeb-sintered"))
                .findFirst()
                .map(row -> new Output(
                        plain(row.get("value").decimalValue()),
                        row.get("claims").intValue()));
    }

    private static BigDecimal sum(Collection<BigDecimal> figures) {
        return plain(figures.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static BigDecimal plain(BigDecimal figure) {
        return figure.stripTrailingZeros();
    }

    private synchronized long end(String zone) {
        return ends.get(partitions.get(zone));
    }

    private static <E> E read(String json, Class<E> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
