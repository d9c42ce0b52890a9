package dev.zoneledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is written down of a process, so that another command can find it again. The system gives the id of an ended process to a
 * new one some day: the time of its start tells the two apart.
 */
record PidFile(String part, long pid, Instant started, int port) {
    /** Systems compute the start from the time since boot: it may differ a little between two readings. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static PidFile of(String part, long pid, int port) {
        Instant started = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .orElseGet(Instant::now);
        return new PidFile(part, pid, started, port);
    }

    static Optional<PidFile> read(StateFolder state, String part) {
        Path file = file(state, part);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new PidFile(
                    part, Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), Integer.parseInt(lines.get(2))));
        } catch (IOException | RuntimeException unreadable) {
            // Cut short by a crash: nothing can be known of the process, as if nothing had been written.
            return Optional.empty();
        }
    }

    void write(StateFolder state) {
        try {
            Files.createDirectories(state.run());
            Files.writeString(file(state, part), pid + "\n" + started + "\n" + port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write down process " + pid + " of " + part, e);
        }
    }

    static void delete(StateFolder state, String part) {
        try {
            Files.deleteIfExists(file(state, part));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete the process file of " + part, e);
        }
    }

    /** The process, if it is still the one that was written down. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(true));
    }

    private static Path file(StateFolder state, String part) {
        return state.run().resolve(part + ".pid");
    }
}
