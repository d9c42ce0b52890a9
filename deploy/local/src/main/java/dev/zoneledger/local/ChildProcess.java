package dev.zoneledger.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that writes to a log file. A Ctrl-C at the terminal goes to every process in the foreground; this one
 * ignores it, so that whoever started it can stop things in their order.
 */
final class ChildProcess {
    private static final List<String> DEAF_TO_CTRL_C = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts the command with its output appended to the log; the variables are added to this process's own. */
    static ChildProcess start(String name, List<String> command, Map<String, String> variables, Path log) {
        List<String> wrapped = new ArrayList<>(DEAF_TO_CTRL_C);
        wrapped.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(wrapped)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(variables);
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + name, e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    /** Refuses to go on waiting for a process that has ended. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new StackException(
                    name + " ended with exit code " + process.exitValue() + " while starting.\n" + LogTail.of(log, 25));
        }
    }

    /** Waits for the end of a process that ends by itself, and gives its exit code. */
    int awaitExit() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for " + name, e);
        }
    }

    /** Asks the process to end, and ends it when it has not done so in the time given. */
    void stop(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
