package dev.zoneledger.testing;

import dev.zoneledger.local.PostgresProcess;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka and PostgreSQL by Testcontainers. */
final class Containers {
    static final String KAFKA_IMAGE = "apache/kafka:4.1.2";
    static final String POSTGRES_IMAGE = "postgres:18";
    /** What Testcontainers runs of its own: it says so nowhere but within its classes. */
    static final String RYUK_IMAGE = "testcontainers/ryuk:0.13.0";

    static final String TINY_IMAGE = "alpine:3.17";

    private Containers() {}

    /** Starts a broker and gives its address. */
    static String startKafka() {
        KafkaContainer kafka = new KafkaContainer(DockerImageName.parse(KAFKA_IMAGE))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        start(kafka);
        return kafka.getBootstrapServers();
    }

    /** Starts a server and gives its host and port. */
    static String startPostgres() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                        DockerImageName.parse(POSTGRES_IMAGE).asCompatibleSubstituteFor("postgres"))
                .withUsername(Database.USER)
                .withPassword(Database.PASSWORD)
                .withDatabaseName(Database.MAINTENANCE)
                // The image's own locale would order text in another way than the embedded server.
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", PostgresProcess.LOCALE));
        postgres.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "timezone=UTC");
        start(postgres);
        return postgres.getHost() + ":" + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    private static void start(GenericContainer<?> container) {
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    }
}
