package dev.zoneledger.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the three Quarkus services, run from the folder that its build made. */
final class ServiceProcess implements Part {
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final int port;
    private final ChildProcess process;

    private ServiceProcess(String name, int port, ChildProcess process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a service; it is ready some time later.
     *
     * @param root the repository
     * @param heap the largest heap, such as "256m"
     * @param properties its configuration
     * @param secrets the part of it that other users of the machine must not see: it goes into the environment
     */
    static ServiceProcess start(
            String name,
            Path root,
            int port,
            String heap,
            Map<String, String> properties,
            Map<String, String> secrets,
            Path log) {
        List<String> command = new ArrayList<>(List.of(
                JavaCommand.path(),
                "-Xmx" + heap,
                // Of so small a heap one thread collects the garbage sooner than several agree on it.
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port));
        command.addAll(JavaCommand.moreOptions());
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar(root, name).toString()));
        return new ServiceProcess(name, port, ChildProcess.start(name + "-service", command, secrets, log));
    }

    /** Refuses a service that nobody has built. */
    static void requireBuilt(Path root, String name) {
        if (!Files.exists(jar(root, name))) {
            throw new StackException(name + "-service is not built: there is no " + jar(root, name)
                    + ". Leave --no-build away, or run \"./mvnw -DskipTests package\".");
        }
    }

    private static Path jar(Path root, String name) {
        return root.resolve(name + "-service").resolve("target/quarkus-app/quarkus-run.jar");
    }

    void awaitReady() {
        Wait.until(
                READY_LIMIT,
                () -> {
                    process.requireAlive();
                    return isReady(port);
                },
                () -> name + "-service was not ready within " + READY_LIMIT.toSeconds() + " s: see "
                        + healthAddress(port) + "\n" + LogTail.of(process.log(), 25));
    }

    static boolean isReady(int port) {
        return Ports.answers(port) && Http.isOk(healthAddress(port));
    }

    private static URI healthAddress(int port) {
        return URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void stop() {
        process.stop(STOP_LIMIT);
    }
}
