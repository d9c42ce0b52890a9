package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.e2e.Reporters.Acknowledged;
import dev.zoneledger.local.Audit;
import dev.zoneledger.testing.TestLog;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds what reporters were acknowledged against the log, the catalog and the metrics. */
final class Reckoning {

    private static final String OUTPUT = "zone.output.reported.v1";
    private static final List<LocalDate> DAYS = List.of(LocalDate.of(2020, 12, 31));

    private final Fleet fleet;
    private final Reporters reporters;

    Reckoning(Fleet fleet, Reporters reporters) {
        this.fleet = fleet;
        this.reporters = reporters;
    }

    /**
     * What there is.
     *
     * @param acknowledged revisions of claims
     * @param records of them in the log; more than were acknowledged where a request was sent again that had been taken
     * @param totals that catalog and metrics were compared in
     */
    record Result(int acknowledged, int records, int totals) {}

    /** Asserts that everything acknowledged is there, once, and nothing else. */
    Result settle() {
        int records = assertLog();
        int totals = 0;
        for (String zone : reporters.zones()) {
            assertCatalog(zone);
            assertMetrics(zone);
            Audit.Result audit = new Audit(fleet.catalog(), fleet.metrics()).of(zone, DAYS, reporters.position());
            assertThat(audit.differences()).as("catalog and metrics on " + zone).isEmpty();
            totals += audit.totals();
        }
        return new Result(reporters.count(), records, totals);
    }

    /** Each acknowledged event is where its answer said; each other record of the zones is one of them once more. */
    private int assertLog() {
        Map<String, Acknowledged> byEvent =
                reporters.acknowledged().stream().collect(Collectors.toMap(Acknowledged::event, Function.identity()));
        Map<String, String> byPosition = new HashMap<>();
        Map<String, byte[]> contents = new HashMap<>();
        int records = 0;
        for (ConsumerRecord<String, byte[]> record : log()) {
            if (!reporters.zones().contains(record.key())
                    || !header(record, "ce_type").equals(OUTPUT)) {
                continue;
            }
            records++;
            String event = header(record, "ce_id");
            byPosition.put(record.partition() + "@" + record.offset(), event);
            byte[] before = contents.putIfAbsent(event, record.value());
            assertThat(before == null || Arrays.equals(before, record.value()))
                    .as("every record of " + event + " says the same")
                    .isTrue();
        }
        assertThat(contents.keySet()).as("events in the log").isEqualTo(byEvent.keySet());
        byEvent.forEach((event, each) -> assertThat(byPosition.get(each.position()))
                .as("at " + each.position())
                .isEqualTo(event));
        return records;
    }

    private void assertCatalog(String zone) {
        Map<String, String> expected = new TreeMap<>();
        reporters.holding(zone).forEach((id, each) -> expected.put(id, each.revision() + ": " + plain(each.figure())));
        Map<String, String> found = new TreeMap<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = Client.json(fleet.answer(
                    fleet.catalog(), "/v1/claims?zone=" + zone + "&limit=1000&after=" + reporters.position() + cursor));
            for (JsonNode claim : page.get("items")) {
                String says = claim.get("revision").intValue() + ": "
                        + plain(claim.at("/quantity/value").decimalValue());
                assertThat(found.put(claim.get("id").textValue(), says))
                        .as("a claim is listed once")
                        .isNull();
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").textValue() : null;
        }
        assertThat(found).as("claims of " + zone + " in the catalog").isEqualTo(expected);
    }

    private void assertMetrics(String zone) {
        Map<String, String> expected = new TreeMap<>();
        reporters.holding(zone).values().stream()
                .collect(Collectors.groupingBy(Acknowledged::year))
                .forEach((year, claims) -> expected.put(
                        year,
                        claims.size() + ": "
                                + plain(claims.stream()
                                        .map(Acknowledged::figure)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add))));
        Map<String, String> found = new TreeMap<>();
        JsonNode answer = Client.json(fleet.answer(
                fleet.metrics(), "/v1/zones/" + zone + "/output?by=product,period&after=" + reporters.position()));
        for (JsonNode row : answer.get("totals")) {
            if (row.get("product").textValue().equals("ndfeb-sintered")) {
                found.put(
                        row.get("period").textValue(),
                        row.get("claims").intValue() + ": "
                                + plain(row.get("value").decimalValue()));
            }
        }
        assertThat(found).as("output of " + zone + " in the metrics").isEqualTo(expected);
    }

    private List<ConsumerRecord<String, byte[]>> log() {
        try (TestLog log = TestLog.of(fleet.bootstrapServers())) {
            return log.readAll(EventLog.TOPIC);
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }
}
