package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.TotalCodec;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.contract.ZoneTotal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What others are told of totals. */
class AnnouncementsTest {

    private static final Duration A_WHILE = Duration.ofMillis(100);
    private static final LocalDate TODAY = LocalDate.ofInstant(Driver.START, ZoneOffset.UTC);
    private static final Subject PROJECT = Subject.project("works");
    private static final String OPERATING = "zone|registered|capacity|actual|ndfeb-sintered|operating|t/a";

    private final TotalCodec codec = new TotalCodec();
    private final Events events = new Events("zone");

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        return Histories.histories();
    }

    @Test
    void shouldTellOnceWhatManyRecordsHaveMadeOfATotalAndOfThoseAboveIt() {
        try (Driver driver = Driver.onDisk()) {
            // Given
            driver.send(events.project("works", null, "one/a/b"));
            driver.send(
                    events.capacity("a", Subject.line("works", "one", "a"), "3000")
                            .claim(),
                    events.capacity("b", Subject.line("works", "one", "b"), "500")
                            .claim(),
                    events.output("o", PROJECT, "100", "2025").claim());

            // When
            List<TestRecord<String, byte[]>> announced = driver.announcedAfter(A_WHILE);

            // Then
            assertThat(announced)
                    .extracting(TestRecord::key)
                    .doesNotHaveDuplicates()
                    .contains(
                            OPERATING,
                            OPERATING.replace("ndfeb-sintered", "magnet-material"),
                            "zone|registered|output|actual|ndfeb-sintered|2025|t");
            TestRecord<String, byte[]> record = announced.stream()
                    .filter(each -> each.key().equals(OPERATING))
                    .findFirst()
                    .orElseThrow();
            ZoneTotal total = codec.total(record.value());
            assertThat(total.value()).isEqualByComparingTo("3500");
            assertThat(total.claims()).isEqualTo(2);
            assertThat(total.asOf()).isEqualTo("2026-10-15");
            assertThat(total.position()).isEqualTo("0@3");
            assertThat(new String(record.headers().lastHeader("ce_id").value())).isEqualTo("0@3|" + OPERATING);
            assertThat(driver.announcedAfter(A_WHILE)).isEmpty();
        }
    }

    @Test
    void shouldTellLessOftenWhileItCatchesUpWithTheLog() {
        try (Driver driver = Driver.onDisk()) {
            // Given
            Instant before = Driver.START.minus(Duration.ofDays(1));
            driver.send(before, events.project("works", null));
            driver.send(before, events.capacity("a", PROJECT, "3000").claim());
            assertThat(values(driver.announcedAfter(A_WHILE))).containsEntry(OPERATING, new BigDecimal("3000"));

            // When
            driver.send(
                    before, events.capacity("a", PROJECT, "3200").revision(2).claim());

            // Then
            assertThat(driver.announcedAfter(A_WHILE)).isEmpty();
            assertThat(values(driver.announcedAfter(Duration.ofSeconds(5))))
                    .containsEntry(OPERATING, new BigDecimal("3200"));

            // When
            driver.send(
                    Driver.START.plusSeconds(5),
                    events.capacity("a", PROJECT, "3300").revision(3).claim());

            // Then
            assertThat(values(driver.announcedAfter(A_WHILE))).containsEntry(OPERATING, new BigDecimal("3300"));
        }
    }

    @Test
    void shouldTellOfATotalThatIsNoMore() {
        try (Driver driver = Driver.onDisk()) {
            // Given
            driver.send(events.project("works", null));
            driver.send(events.capacity("a", PROJECT, "3000").claim());
            driver.announcedAfter(A_WHILE);

            // When
            driver.send(new Retraction("zone", "a", 2, "a slip", null));

            // Then
            assertThat(driver.announcedAfter(A_WHILE))
                    .filteredOn(record -> record.key().equals(OPERATING))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isNull());
        }
    }

    @Test
    void shouldTellOfACapacityOnTheDayFromWhichItCounts() {
        try (Driver driver = Driver.onDisk()) {
            // Given
            driver.send(events.project("works", null));
            driver.send(events.capacity("a", PROJECT, "3000").claim());
            driver.send(events.capacity("next-day", PROJECT, "4000")
                    .from("2026-10-16")
                    .claim());
            driver.send(
                    events.capacity("later", PROJECT, "5000").from("2026-10-18").claim());
            assertThat(values(driver.announcedAfter(A_WHILE))).containsEntry(OPERATING, new BigDecimal("3000"));

            // When, then
            assertThat(driver.announcedAfter(Duration.ofHours(11))).isEmpty();
            assertThat(values(driver.announcedAfter(Duration.ofHours(2))))
                    .containsEntry(OPERATING, new BigDecimal("4000"));
            assertThat(driver.announcedAfter(Duration.ofHours(24))).isEmpty();
            assertThat(values(driver.announcedAfter(Duration.ofHours(24))))
                    .containsEntry(OPERATING, new BigDecimal("5000"));
            assertThat(driver.announcedAfter(Duration.ofDays(1000))).isEmpty();
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void shouldLeaveThePresentTotalsInTheTopic(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory()) {
            // Given
            Map<String, BigDecimal> topic = new HashMap<>();
            for (int sent = 0; sent < history.size(); sent++) {
                driver.send(history.get(sent));
                if (sent % 3 == 0) {
                    fold(topic, driver.announcedAfter(A_WHILE));
                }
            }

            // When
            fold(topic, driver.announcedAfter(A_WHILE));

            // Then
            assertThat(topic).isEqualTo(present(driver, history));
        }
    }

    private Map<String, BigDecimal> present(Driver driver, List<ZoneEvent> history) {
        Map<String, BigDecimal> present = new HashMap<>();
        history.stream().map(ZoneEvent::zone).distinct().forEach(zone -> {
            for (Scope scope : Scope.values()) {
                for (Measure measure : Measure.values()) {
                    for (Basis basis : Basis.values()) {
                        for (TotalRow row : driver.stores().totals(zone, scope, measure, basis, TODAY)) {
                            put(present, zone, scope, row);
                        }
                    }
                }
            }
        });
        return present;
    }

    private static void put(Map<String, BigDecimal> present, String zone, Scope scope, TotalRow row) {
        String product = row.series().product();
        List<String> told = scope == Scope.DECLARED || product.isEmpty()
                ? List.of(product)
                : ProductTree.builtIn().withAncestors(product);
        for (String each : told) {
            String key = TotalCodec.key(
                    zone,
                    ZoneTotal.Scope.valueOf(scope.name()),
                    row.series().measure(),
                    row.series().basis(),
                    each,
                    row.series().slot(),
                    row.series().unit());
            present.merge(key, row.total().value(), BigDecimal::add);
        }
    }

    private void fold(Map<String, BigDecimal> topic, List<TestRecord<String, byte[]>> announced) {
        announced.forEach(record -> {
            if (record.value() == null) {
                topic.remove(record.key());
            } else {
                BigDecimal value = codec.total(record.value()).value();
                topic.put(record.key(), value == null ? BigDecimal.ZERO : value);
            }
        });
    }

    private Map<String, BigDecimal> values(List<TestRecord<String, byte[]>> announced) {
        Map<String, BigDecimal> values = new HashMap<>();
        fold(values, announced);
        return values;
    }
}
