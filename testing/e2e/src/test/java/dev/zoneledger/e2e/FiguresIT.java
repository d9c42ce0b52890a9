package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.testing.TestIds;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the services tell of themselves, held to what is asked of them in deploy/observability and deploy/kubernetes. */
class FiguresIT {

    /** Told by Prometheus itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    /** A label that the Prometheus of a cluster gives to every series. */
    private static final String OF_A_CLUSTER = "namespace";

    /** Comes only when an instance holds as much as it may; that it is counted so, the test of problems shows. */
    private static final Map<String, String> COMES_LATER = Map.of("problem", "busy");

    /** How far the catalog is behind the log is looked at every few seconds, by then first. */
    private static final String LOOKED_AT_FROM_TIME_TO_TIME = "zone_catalog_lag_records";

    private static final List<String> UNPLAIN = List.of("/v1;%s", "/%s%%2f", "//%s", "/%s/%s", "/v1/zones/%s", "/q/%s");

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);
    private final String zone = TestIds.unique("watched");

    @Test
    void shouldExposeEverySeriesAndLabelThatIsReadElsewhere() {
        // Given
        client.post("/v1/zones", "{\"id\": \"" + zone + "\", \"name\": \"Watched\"}");
        client.post("/v1/projects", "{\"zone\": \"" + zone + "\", \"id\": \"a-line\", \"name\": \"A line\"}");
        String position = client.post("/v1/claims", """
                {"zone": "%s", "subject": {"project": "a-line"}, "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": 3000, "unit": "t/a"}, "status": "operating",
                 "effectiveFrom": {"date": "2020-01-01"}, "source": {"uri": "urn:test:watched"}}""".formatted(zone));
        assertThat(client.post("/v1/claims", "application/json", "{}", "steward")
                        .status())
                .isEqualTo(400);
        List.of(stack.catalog(), stack.metrics()).forEach(service -> client.raw(service.resolve("/v1/nothing")));
        client.metrics("/v1/zones/" + zone + "/capacity?after=" + position);
        client.catalog("/v1/claims?zone=" + zone + "&after=" + position);
        List<Scrape.Series> series = scrapedOnce(all -> all.stream()
                        .anyMatch(each -> each.name().equals("zone_capacity")
                                && zone.equals(each.labels().get("zone")))
                && all.stream().anyMatch(each -> each.name().equals(LOOKED_AT_FROM_TIME_TO_TIME)));

        // When
        List<String> missing = new ArrayList<>();
        for (Watched.Expression expression : Watched.expressions()) {
            missing.addAll(missing(expression, series));
        }

        // Then
        assertThat(missing).isEmpty();
        assertThat(series)
                .filteredOn(each -> each.name().equals("zone_capacity")
                        && zone.equals(each.labels().get("zone"))
                        && "magnet-material".equals(each.labels().get("product")))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.value()).isEqualTo(3000);
                    assertThat(each.labels())
                            .containsEntry("status", "operating")
                            .containsEntry("unit", "t/a");
                });
    }

    @Test
    void shouldMakeNoSeriesOfWhatCallersMakeUp() {
        // Given
        String made = TestIds.unique("made-up");

        // When
        for (URI service : List.of(stack.ingest(), stack.catalog(), stack.metrics())) {
            UNPLAIN.forEach(path ->
                    client.raw(URI.create(service + path.replace("%s", made).replace("%%", "%"))));
        }

        // Then
        assertThat(scrapes())
                .allSatisfy(scrape -> assertThat(scrape.text()).doesNotContain(made))
                .allSatisfy(scrape -> assertThat(scrape.named("zone_problems_total"))
                        .anySatisfy(each -> assertThat(each.labels()).containsEntry("problem", "ambiguous-path"))
                        .anySatisfy(each -> assertThat(each.labels()).containsEntry("problem", "not-found")));
    }

    @Test
    void shouldCountWhatIsAcceptedAndWhatIsNot() {
        // Given
        double accepted = ofIngest("zone_ingest_entries_total", "accepted");
        double rejected = ofIngest("zone_ingest_entries_total", "rejected");
        double acknowledged = ofIngest("zone_ingest_publish_seconds_count", "acknowledged");

        // When
        client.post("/v1/zones", "{\"id\": \"" + zone + "\", \"name\": \"Counted\"}");
        client.post("/v1/zones", "application/json", "{\"id\": \"" + zone + "\"}", "steward");

        // Then
        assertThat(ofIngest("zone_ingest_entries_total", "accepted")).isGreaterThanOrEqualTo(accepted + 1);
        assertThat(ofIngest("zone_ingest_entries_total", "rejected")).isGreaterThanOrEqualTo(rejected + 1);
        assertThat(ofIngest("zone_ingest_publish_seconds_count", "acknowledged"))
                .isGreaterThanOrEqualTo(acknowledged + 1);
    }

    @Test
    void shouldCountARecordThatIsNoEventOnceInEachOfBothReaders() throws Exception {
        // Given
        double aside = catalog("zone_catalog_dead_letters_total");
        double passedOver = metrics("zone_records_undecodable_total");

        // When
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(EventLog.TOPIC, zone, new byte[] {1}))
                    .get();
        }

        // Then
        Instances.until(() -> catalog("zone_catalog_dead_letters_total") > aside, "put aside");
        Instances.until(() -> metrics("zone_records_undecodable_total") > passedOver, "passed over");
        Instances.until(() -> catalog("zone_catalog_dead_letters_open") > 0, "open");
        assertThat(catalog("zone_catalog_dead_letters_total")).isEqualTo(aside + 1);
        assertThat(metrics("zone_records_undecodable_total")).isEqualTo(passedOver + 1);
    }

    private double catalog(String name) {
        return scrape("catalog-service", stack.catalog())
                .named(name)
                .findFirst()
                .orElseThrow()
                .value();
    }

    private double metrics(String name) {
        return scrape("metrics-service", stack.metrics())
                .named(name)
                .findFirst()
                .orElseThrow()
                .value();
    }

    private double ofIngest(String name, String outcome) {
        return scrape("ingest-service", stack.ingest())
                .named(name)
                .filter(each -> outcome.equals(each.labels().get("outcome")))
                .mapToDouble(Scrape.Series::value)
                .sum();
    }

    private static List<String> missing(Watched.Expression expression, List<Scrape.Series> series) {
        List<String> missing = new ArrayList<>();
        PromQl.Read read = PromQl.read(expression.text());
        Set<String> labels = new HashSet<>();
        for (PromQl.Selector selector : read.selectors()) {
            if (OF_PROMETHEUS.contains(selector.name())) {
                labels.addAll(Set.of("job", "instance"));
                continue;
            }
            List<Scrape.Series> found =
                    series.stream().filter(each -> isOf(selector, each)).toList();
            if (found.isEmpty()) {
                missing.add(expression.from() + " reads " + selector);
            }
            found.forEach(each -> labels.addAll(each.labels().keySet()));
        }
        for (String label : read.grouped()) {
            if (!labels.contains(label)) {
                missing.add(expression.from() + " groups by " + label);
            }
        }
        return missing;
    }

    private static boolean isOf(PromQl.Selector selector, Scrape.Series series) {
        return series.name().equals(selector.name())
                && series.labels().keySet().containsAll(selector.matched())
                && selector.equal().entrySet().stream()
                        .filter(each -> !each.getKey().equals(OF_A_CLUSTER))
                        .allMatch(each -> COMES_LATER.entrySet().contains(each)
                                ? series.labels().containsKey(each.getKey())
                                : each.getValue().equals(series.labels().get(each.getKey())));
    }

    /** The series of all services, when the condition holds for them. */
    private List<Scrape.Series> scrapedOnce(Predicate<List<Scrape.Series>> condition) {
        List<Scrape.Series> series = new ArrayList<>();
        Instances.until(
                () -> {
                    series.clear();
                    scrapes().forEach(scrape -> series.addAll(scrape.series()));
                    return condition.test(series);
                },
                "figures of " + zone);
        return series;
    }

    private List<Scrape> scrapes() {
        return Stream.of(
                        scrape("ingest-service", stack.ingest()),
                        scrape("catalog-service", stack.catalog()),
                        scrape("metrics-service", stack.metrics()))
                .toList();
    }

    private Scrape scrape(String job, URI service) {
        return new Scrape(job, client.text(service.resolve("/q/metrics")));
    }
}
