package dev.zoneledger.testing;

import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.local.KafkaSettings;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.PostgresProcess;
import dev.zoneledger.local.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Kafka and PostgreSQL as processes of this machine, started in the way of the local stack, their data thrown away. */
final class Embedded {
    private Embedded() {}

    /** Starts a broker and gives its address. */
    static String startKafka() {
        Path folder = temporaryFolder("zone-test-kafka-");
        List<Integer> ports = Ports.free(2);
        KafkaProcess kafka = KafkaProcess.start(new KafkaSettings(
                folder.resolve("data"),
                folder.resolve("kafka.log"),
                ports.get(0),
                ports.get(1),
                // Started often and for a short time: the second compiler would never earn its keep.
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")));
        Tether.bind(kafka.pid(), "KILL", folder);
        return kafka.bootstrapServers();
    }

    /** Starts a server and gives its host and port. */
    static String startPostgres() {
        Path folder = temporaryFolder("zone-test-postgres-");
        int port = Ports.free(1).getFirst();
        PostgresProcess postgres = PostgresProcess.start(new PostgresSettings(
                folder.resolve("data"), folder.resolve("postgres.log"), port, Database.USER, Database.PASSWORD, false));
        // QUIT is PostgreSQL's "immediate shutdown".
        Tether.bind(postgres.pid(), "QUIT", folder);
        return "127.0.0.1:" + port;
    }

    private static Path temporaryFolder(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder could be made", e);
        }
    }
}
