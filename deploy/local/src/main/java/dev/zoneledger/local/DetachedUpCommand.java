package dev.zoneledger.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the supervisor in the background, and shows what it says until it is ready. */
final class DetachedUpCommand {
    private static final long PAUSE_MILLIS = 100;

    private final Path root;
    private final Options options;
    private final StateFolder state;

    DetachedUpCommand(Path root, Options options) {
        this.root = root;
        this.options = options;
        this.state = new StateFolder(options.state());
    }

    void run() {
        UpCommand.requireDown(state);
        Parts.SERVICES.forEach(service -> ServiceProcess.requireBuilt(root, service));
        state.create();
        Path log = state.log(Parts.SUPERVISOR);
        delete(state.ready());
        delete(log);
        ChildProcess supervisor = ChildProcess.start("The stack", command(), Map.of(), log);
        follow(supervisor, log);
        if (!supervisor.isAlive()) {
            // What it said on the way out has been shown.
            throw new StackException("The stack did not come up.");
        }
        System.out.println("It runs in the background as process " + supervisor.pid() + "; its log is " + log);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                JavaCommand.path(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dzone.root=" + root,
                "-Dzone.runtime=" + RuntimeFolder.find().toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--state",
                state.path().toString()));
        if (!options.ports().equals(StackPorts.USUAL)) {
            command.addAll(
                    List.of("--ports-from", Integer.toString(options.ports().metrics())));
        }
        return command;
    }

    private void follow(ChildProcess supervisor, Path log) {
        try (RandomAccessFile lines = new RandomAccessFile(log.toFile(), "r")) {
            boolean over = false;
            while (!over) {
                // Asked before reading: what was said until then is then shown.
                over = Files.exists(state.ready()) || !supervisor.isAlive();
                byte[] bytes = new byte[(int) (lines.length() - lines.getFilePointer())];
                lines.readFully(bytes);
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted; the stack goes on in the background", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + file, e);
        }
    }
}
