package dev.zoneledger.catalog;

import dev.zoneledger.local.Ports;
import dev.zoneledger.local.PostgresProcess;
import dev.zoneledger.local.PostgresSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A PostgreSQL server of its own that a test can stop: a {@code Consumer<Boolean>} field of the test takes it away. */
public final class SwitchedPostgres implements QuarkusTestResourceLifecycleManager {

    private static final String DATABASE = "catalog";

    private Path folder;
    private PostgresSettings settings;
    private PostgresProcess server;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("zone-switched-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings = new PostgresSettings(
                folder.resolve("data"),
                folder.resolve("postgres.log"),
                Ports.free(1).getFirst(),
                "zone",
                "secret",
                true);
        server = PostgresProcess.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        server.ensureDatabase(DATABASE);
        return Map.of(
                "quarkus.datasource.jdbc.url", server.jdbcUrl(DATABASE),
                "quarkus.datasource.username", server.user(),
                "quarkus.datasource.password", server.password());
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<Boolean> away = this::switchOff;
        injector.injectIntoFields(away, new TestInjector.MatchesType(Consumer.class));
    }

    private synchronized void switchOff(boolean isAway) {
        if (isAway) {
            server.stop();
        } else if (!server.isAlive()) {
            server = PostgresProcess.start(settings);
        }
    }

    @Override
    public synchronized void stop() {
        if (!Files.exists(folder)) {
            return;
        }
        if (server.isAlive()) {
            server.stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
