package dev.zoneledger.local;

import dev.zoneledger.contract.EventLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each process of the stack is started, and where it is found.
 *
 * @param more settings of a part, by its name, that are added to its own, or replace them
 */
public record StackPlan(
        Path root, StateFolder state, StackPorts ports, Secrets secrets, Map<String, Map<String, String>> more) {
    /** Set once and for ever: what is keyed by partition cannot be moved. A cluster takes 24. */
    private static final int PARTITIONS = 6;

    static final String POSTGRES_USER = "zone";
    static final String CATALOG_DATABASE = "catalog";

    /** The name of the instance that every stack has of each service. */
    private static final String FIRST = "local";

    /** The plan of a stack whose state is in that folder, which is made if it is not there. */
    public static StackPlan in(Path root, Path folder, StackPorts ports) {
        StateFolder state = new StateFolder(folder);
        state.create();
        return new StackPlan(root, state, ports, Secrets.in(state), Map.of());
    }

    /** The same with these settings of parts besides. */
    public StackPlan with(Map<String, Map<String, String>> settings) {
        return new StackPlan(root, state, ports, secrets, settings);
    }

    /** Starts Kafka or PostgreSQL, which answers then, or a service, which is ready some time later. */
    public Part start(String part) {
        return switch (part) {
            case Parts.KAFKA -> kafka();
            case Parts.POSTGRES -> postgres();
            default -> start(part, FIRST, port(part));
        };
    }

    /** Starts an instance of a service, which shares the work with others of another name and port. */
    public Part start(String service, String instance, int port) {
        return switch (service) {
            case Parts.INGEST -> service(service, instance, port, "256m", Map.of(), Map.of());
            case Parts.CATALOG ->
                service(
                        service,
                        instance,
                        port,
                        "384m",
                        Map.of(
                                "quarkus.datasource.jdbc.url",
                                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + CATALOG_DATABASE,
                                "quarkus.datasource.username",
                                POSTGRES_USER,
                                // The page has names and histories from here.
                                "quarkus.http.cors.enabled",
                                "true",
                                "quarkus.http.cors.origins",
                                address(Parts.METRICS) + ",http://localhost:" + ports.metrics()),
                        Map.of("QUARKUS_DATASOURCE_PASSWORD", secrets.postgresPassword()));
            case Parts.METRICS ->
                service(
                        service,
                        instance,
                        port,
                        "384m",
                        Map.of(
                                "quarkus.kafka-streams.bootstrap-servers", bootstrapServers(),
                                "zone.page.catalog", address(Parts.CATALOG).toString(),
                                // Known under it to the broker, it need not wait after a crash until it is given up.
                                "zone.instance.name", instance,
                                "kafka-streams.state.dir",
                                        (instance.equals(FIRST)
                                                        ? state.metrics()
                                                        : state.metrics().resolveSibling("metrics-" + instance))
                                                .toString()),
                        Map.of());
            default -> throw new IllegalArgumentException(service);
        };
    }

    /** Makes the topics that are not there yet. */
    public void ensureTopics() {
        Topics.ensure(bootstrapServers(), EventLog.TOPIC, PARTITIONS, EventLog.topicConfig());
        Topics.ensure(bootstrapServers(), EventLog.DEAD_LETTERS, 1, EventLog.deadLettersConfig());
        Topics.ensure(bootstrapServers(), EventLog.TOTALS, PARTITIONS, EventLog.totalsConfig());
    }

    /** A token that every service of the stack takes, with the rights of that role in all zones. */
    public String token(String role) {
        return StateFolder.read(state.tokens().resolve(role + ".jwt"));
    }

    int port(String part) {
        return switch (part) {
            case Parts.KAFKA -> ports.kafka();
            case Parts.POSTGRES -> ports.postgres();
            case Parts.INGEST -> ports.ingest();
            case Parts.CATALOG -> ports.catalog();
            case Parts.METRICS -> ports.metrics();
            default -> throw new IllegalArgumentException(part);
        };
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    public URI address(String part) {
        return URI.create("http://127.0.0.1:" + port(part));
    }

    private Part kafka() {
        return KafkaProcess.start(new KafkaSettings(
                state.kafka(),
                state.log(Parts.KAFKA),
                ports.kafka(),
                ports.kafkaController(),
                List.of("-Xms256m", "-Xmx512m"),
                more.getOrDefault(Parts.KAFKA, Map.of())));
    }

    private Part postgres() {
        PostgresProcess postgres = PostgresProcess.start(new PostgresSettings(
                state.postgres().resolve("data"),
                state.log(Parts.POSTGRES),
                ports.postgres(),
                POSTGRES_USER,
                secrets.postgresPassword(),
                true));
        postgres.ensureDatabase(CATALOG_DATABASE);
        return postgres;
    }

    private Part service(
            String service,
            String instance,
            int port,
            String heap,
            Map<String, String> own,
            Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>(own);
        properties.put("kafka.bootstrap.servers", bootstrapServers());
        properties.put("quarkus.oidc.public-key", secrets.key().publicKey());
        properties.put("quarkus.oidc.token.issuer", SigningKey.ISSUER);
        properties.put("zone.reads.open", "true");
        properties.putAll(more.getOrDefault(service, Map.of()));
        return ServiceProcess.start(
                service,
                root,
                port,
                heap,
                properties,
                environment,
                state.log(instance.equals(FIRST) ? service : service + "-" + instance));
    }
}
