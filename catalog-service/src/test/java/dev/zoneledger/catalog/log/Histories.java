package dev.zoneledger.catalog.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.ZoneEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Random histories in a small world, where everything gets in the way of everything else. */
final class Histories {

    /** No partition of the topic, so that the service's own position is left alone. */
    static final int PARTITION = 1000;

    private static final EventCodec CODEC = new EventCodec();
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final String zone;
    private final Random random;

    Histories(String zone, Random random) {
        this.zone = zone;
        this.random = random;
    }

    List<ZoneEvent> events(int number) {
        List<ZoneEvent> events = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            events.add(event());
        }
        return events;
    }

    /** The broker's time of a record; every record has one of its own. */
    static Instant recordedAt(long offset) {
        return BEGINNING.plusSeconds(offset);
    }

    static ConsumerRecord<byte[], byte[]> record(ZoneEvent event, long offset) {
        EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        byte[] key = encoded.key().getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                "log",
                PARTITION,
                offset,
                recordedAt(offset).toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                encoded.data().length,
                key,
                encoded.data(),
                headers,
                Optional.empty());
    }

    /** In batches of any size. */
    static void write(Tables tables, List<? extends ZoneEvent> history, Random random) throws SQLException {
        int from = 0;
        while (from < history.size()) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(120));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = from; i < to; i++) {
                records.add(record(history.get(i), i));
            }
            tables.write(Batch.of(records));
            from = to;
        }
    }

    static Version version(ZoneEvent event) throws EventCodec.UndecodableEvent {
        EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
        Map<String, byte[]> headers = new HashMap<>();
        encoded.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        return CODEC.decode(headers::get, encoded.key().getBytes(StandardCharsets.UTF_8), encoded.data())
                .version();
    }

    private ZoneEvent event() {
        return switch (random.nextInt(14)) {
            case 0, 1 ->
                read(Project.class, "p" + random.nextInt(3), """
                        "name": "a project"%s, "phases": [%s]""".formatted(
                                pick(
                                        "",
                                        ", \"organisation\": \"o1\"",
                                        ", \"organisation\": \"o2\"",
                                        ", \"organisation\": \"o3\""),
                                pick("", phase("a"), phase("a") + ", " + phase("b"))));
            case 2 ->
                read(
                        Organisation.class,
                        pick("o1", "o2", "o3"),
                        "\"name\": \"an organisation\", \"role\": \"enterprise\", \"outsideZone\": "
                                + pick("false", "false", "false", "false", "true"));
            case 3 -> mark();
            case 4 -> merge(OrganisationMerge.class, "o1", "o2", "o3");
            case 5 -> merge(ProjectMerge.class, "p0", "p1", "p2");
            default -> claim();
        };
    }

    /** Of one of these into another, or undone: so that something is left apart. */
    private ZoneEvent merge(Class<? extends ZoneEvent> type, String... ids) {
        int id = random.nextInt(ids.length);
        int other = (id + 1 + random.nextInt(ids.length - 1)) % ids.length;
        String into = random.nextBoolean() ? "\"into\": \"" + ids[other] + "\", " : "";
        return read(type, ids[id], into + "\"reason\": \"so\"");
    }

    private static String phase(String id) {
        return """
                {"id": "%s", "name": "a phase", "lines": [{"id": "x", "name": "a line"}]}""".formatted(id);
    }

    private ZoneEvent mark() {
        String id = "c" + random.nextInt(60);
        int revision = revision();
        return switch (random.nextInt(6)) {
            case 0 -> new Retraction(zone, id, revision, "taken back", null);
            case 1 -> new Supersession(zone, id, revision, "other", "replaced", null);
            default ->
                new Reranking(
                        zone,
                        id,
                        revision,
                        ClaimRank.values()[random.nextInt(ClaimRank.values().length)],
                        "decided",
                        null);
        };
    }

    private ZoneEvent claim() {
        String what = pick(
                capacity(),
                capacity(),
                capacity(),
                """
                "measure": "output", "product": "ndfeb-sintered", "quantity": %s, "basis": "%s", "period": "%s"
                """.formatted(quantity("t", "kg"), flowBasis(), period()),
                """
                "measure": "sales-revenue"%s, "quantity": %s, "basis": "%s", "period": "%s"
                """.formatted(
                        pick("", ", \"product\": \"ndfeb-powder\""), quantity("CNY", "USD"), flowBasis(), period()),
                """
                "measure": "count", "counted": "%s", "quantity": %s, "basis": "actual", "effectiveFrom": %s
                """.formatted(pick("patents", "enterprises"), quantity("1", "1"), from()));
        return read(Claim.class, "c" + random.nextInt(60), """
                "subject": %s, %s, "rank": "%s", "reason": "so", "source": {"uri": "urn:test"%s}
                """.formatted(
                        subject(),
                        what,
                        pick("normal", "normal", "normal", "preferred", "quarantined"),
                        pick(
                                "",
                                ", \"publishedOn\": \"2019-05\"",
                                ", \"publishedOn\": \"2020\"",
                                ", \"publishedOn\": \"2020-10-15\"")));
    }

    private String capacity() {
        return """
                "measure": "capacity", "product": "%s", "quantity": %s, "status": "%s", "basis": "%s", "effectiveFrom": %s
                """.formatted(
                        pick("ndfeb-sintered", "ndfeb-sintered", "ndfeb-powder"),
                        quantity("t/a", "kt/a"),
                        pick("operating", "operating", "construction", "unknown"),
                        pick("actual", "actual", "planned"),
                        from());
    }

    private String flowBasis() {
        return pick("actual", "actual", "planned", "target", "cumulative");
    }

    private String period() {
        return pick("2019", "2019", "2020-Q1", "XXXX", "../2020-09");
    }

    private String from() {
        return pick(
                "{\"date\": \"2018\"}",
                "{\"date\": \"2019-06\"}",
                "{\"date\": \"2020-01-01\"}",
                "{\"date\": \"2020-10-15\"}",
                "{\"date\": \"2020-10-15\", \"bound\": \"not-later\"}",
                "{\"date\": \"0000\", \"bound\": \"not-later\"}",
                "{\"date\": \"9999\"}",
                "{\"precision\": \"unknown\"}");
    }

    private String subject() {
        return pick(
                "{\"zone\": \"" + zone + "\"}",
                "{\"organisation\": \"o1\"}",
                "{\"organisation\": \"o1\"}",
                "{\"organisation\": \"o2\"}",
                "{\"project\": \"p1\"}",
                "{\"project\": \"p2\"}",
                "{\"project\": \"p1\", \"phase\": \"a\"}",
                "{\"project\": \"p1\", \"phase\": \"a\", \"line\": \"x\"}",
                "{\"project\": \"p1\", \"phase\": \"b\"}",
                "{\"project\": \"p2\", \"phase\": \"a\", \"line\": \"x\"}",
                "{\"project\": \"p0\"}",
                "{\"project\": \"p0\", \"phase\": \"b\", \"line\": \"x\"}");
    }

    private String quantity(String... units) {
        if (random.nextInt(4) == 0) {
            return "{\"reason\": \"withheld\"}";
        }
        return """
                {"value": %d.%d, "unit": "%s", "qualifier": "%s"}""".formatted(
                        random.nextInt(5000),
                        random.nextInt(1000),
                        pick(units),
                        pick("exact", "approximately", "at-least", "at-most"));
    }

    private int revision() {
        return 1 + random.nextInt(3);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T read(Class<T> type, String id, String fields) {
        String json = """
                {"zone": "%s", "id": "%s", "revision": %d, %s}""".formatted(zone, id, revision(), fields);
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
