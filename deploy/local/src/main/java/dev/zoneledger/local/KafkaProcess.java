package dev.zoneledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Uuid;

/** One Apache Kafka broker, run from its jars as a process of its own. */
public final class KafkaProcess implements Part {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    /** Exactly once, as metrics-service relies on it, needs the transactions of KIP-890. */
    private static final short TRANSACTION_VERSION = 2;

    private final KafkaSettings settings;
    private final ChildProcess process;

    private KafkaProcess(KafkaSettings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /** Starts a broker, formatting its data folder if that is new, and returns when it answers. */
    public static KafkaProcess start(KafkaSettings settings) {
        Ports.requireFree("Kafka", settings.port());
        Ports.requireFree("Kafka's controller", settings.controllerPort());
        Path properties = writeProperties(settings);
        if (!Files.exists(settings.data().resolve("log").resolve("meta.properties"))) {
            format(settings, properties);
        }
        KafkaProcess kafka = new KafkaProcess(
                settings,
                ChildProcess.start(
                        "Kafka", java(settings, "kafka.Kafka", properties.toString()), Map.of(), settings.log()));
        try {
            kafka.awaitAnswer();
        } catch (RuntimeException failed) {
            kafka.stop();
            throw failed;
        }
        return kafka;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stops the broker, letting it close its log properly. */
    @Override
    public void stop() {
        process.stop(STOP_LIMIT);
    }

    private static Path writeProperties(KafkaSettings settings) {
        Path properties = settings.data().resolve("server.properties").toAbsolutePath();
        try {
            Files.createDirectories(settings.data());
            return Files.writeString(properties, settings.serverProperties());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + properties, e);
        }
    }

    private static void format(KafkaSettings settings, Path properties) {
        ChildProcess format = ChildProcess.start(
                "Kafka's storage tool",
                java(
                        settings,
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        properties.toString()),
                Map.of(),
                settings.log());
        if (format.awaitExit() != 0) {
            throw new StackException("Kafka's data folder " + settings.data() + " could not be formatted.\n"
                    + LogTail.of(settings.log(), 25));
        }
    }

    private static List<String> java(KafkaSettings settings, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JavaCommand.path()));
        command.addAll(settings.jvmOptions());
        command.addAll(JavaCommand.moreOptions());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.storage.internals.log=info",
                // Who was let do what, and by which rule, where there is an authorizer.
                "-Dorg.slf4j.simpleLogger.log.kafka.authorizer.logger=debug",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                RuntimeFolder.find().resolve("kafka").toAbsolutePath() + "/*",
                mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private void awaitAnswer() {
        Wait.until(
                START_LIMIT,
                () -> {
                    process.requireAlive();
                    return Ports.answers(settings.port());
                },
                () -> "Kafka did not answer on port " + settings.port() + " within " + START_LIMIT.toSeconds() + " s.\n"
                        + LogTail.of(settings.log(), 25));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            FinalizedVersionRange transactions = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("transaction.version");
            if (transactions == null || transactions.maxVersionLevel() < TRANSACTION_VERSION) {
                throw new StackException("The broker's transaction.version is " + transactions + ", but "
                        + TRANSACTION_VERSION + " is needed for exactly-once totals. Raise it with"
                        + " \"kafka-features.sh upgrade --feature transaction.version=2\".");
            }
        } catch (ExecutionException e) {
            throw new StackException("Kafka listens but does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while starting Kafka", e);
        }
    }
}
