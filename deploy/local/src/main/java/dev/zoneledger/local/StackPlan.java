package dev.zoneledger.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each process of the stack is started, and where it is found. */
record StackPlan(Path root, StateFolder state, StackPorts ports, Secrets secrets) {
    static final String POSTGRES_USER = "zone";
    static final String CATALOG_DATABASE = "catalog";

    Part start(String part) {
        return switch (part) {
            case Parts.KAFKA -> kafka();
            case Parts.POSTGRES -> postgres();
            case Parts.INGEST -> service(part, "256m", Map.of(), Map.of());
            case Parts.CATALOG ->
                service(
                        part,
                        "384m",
                        Map.of(
                                "quarkus.datasource.jdbc.url",
                                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + CATALOG_DATABASE,
                                "quarkus.datasource.username",
                                POSTGRES_USER),
                        Map.of("QUARKUS_DATASOURCE_PASSWORD", secrets.postgresPassword()));
            case Parts.METRICS ->
                service(
                        part,
                        "384m",
                        Map.of(
                                "quarkus.kafka-streams.bootstrap-servers", bootstrapServers(),
                                // Known under it to the broker, it need not wait after a crash until it is given up.
                                "zone.instance.name", "local",
                                "kafka-streams.state.dir", state.metrics().toString()),
                        Map.of());
            default -> throw new IllegalArgumentException(part);
        };
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

    String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    URI address(String part) {
        return URI.create("http://127.0.0.1:" + port(part));
    }

    private Part kafka() {
        return KafkaProcess.start(new KafkaSettings(
                state.kafka(),
                state.log(Parts.KAFKA),
                ports.kafka(),
                ports.kafkaController(),
                List.of("-Xms256m", "-Xmx512m")));
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

    private Part service(String part, String heap, Map<String, String> own, Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>(own);
        properties.put("kafka.bootstrap.servers", bootstrapServers());
        properties.put("quarkus.oidc.public-key", secrets.key().publicKey());
        properties.put("quarkus.oidc.token.issuer", SigningKey.ISSUER);
        properties.put("zone.reads.open", "true");
        return ServiceProcess.start(part, root, port(part), heap, properties, environment, state.log(part));
    }
}
