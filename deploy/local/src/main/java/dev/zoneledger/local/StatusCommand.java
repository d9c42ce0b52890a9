package dev.zoneledger.local;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows each process of a stack: its id, its port, whether it is ready, the memory it takes. */
final class StatusCommand {
    static final int ALL_READY = 0;
    static final int NOT_ALL_READY = 1;
    static final int NOT_RUNNING = 3;

    private final StateFolder state;
    private final Screen screen;

    StatusCommand(StateFolder state, Screen screen) {
        this.state = state;
        this.screen = screen;
    }

    int run() {
        Table table = new Table("process", ">id", ">port", "state", ">memory");
        int ready = 0;
        int running = 0;
        for (String part : Parts.IN_ORDER) {
            Optional<PidFile> file = PidFile.read(state, part);
            Optional<ProcessHandle> process = file.flatMap(PidFile::process);
            if (file.isEmpty() || process.isEmpty()) {
                table.add(part, "-", "-", file.isPresent() ? "ended by itself" : "not running", "-");
                continue;
            }
            running++;
            boolean isReady = isReady(part, file.get().port());
            ready += isReady ? 1 : 0;
            table.add(
                    part,
                    Long.toString(process.get().pid()),
                    Integer.toString(file.get().port()),
                    isReady ? "ready" : "not ready",
                    megabytes(process.get()));
        }
        table.lines().forEach(screen::say);
        screen.say("");
        screen.say(supervision(running));
        if (running == 0) {
            return NOT_RUNNING;
        }
        return ready == Parts.IN_ORDER.size() ? ALL_READY : NOT_ALL_READY;
    }

    private String supervision(int running) {
        if (state.exists() && StateLock.isHeld(state)) {
            return "Looked after by process "
                    + PidFile.read(state, Parts.SUPERVISOR)
                            .map(file -> Long.toString(file.pid()))
                            .orElse("(starting)")
                    + "; the state is in " + state.path();
        }
        return running == 0
                ? "Nothing runs on " + state.path() + ". deploy/local/up starts it."
                : "Nobody looks after these: an earlier run was killed. deploy/local/down stops them.";
    }

    private static boolean isReady(String part, int port) {
        return switch (part) {
            case Parts.KAFKA, Parts.POSTGRES -> Ports.answers(port);
            default -> ServiceProcess.isReady(port);
        };
    }

    /** Resident memory of a process and its children, what they share being counted for each. */
    private static String megabytes(ProcessHandle process) {
        String ids = Stream.concat(Stream.of(process), process.descendants())
                .map(handle -> Long.toString(handle.pid()))
                .collect(Collectors.joining(","));
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", ids).start();
            long kilobytes = new String(ps.getInputStream().readAllBytes())
                    .lines()
                    .mapToLong(line -> Long.parseLong(line.strip()))
                    .sum();
            return kilobytes / 1024 + " MB";
        } catch (IOException | NumberFormatException noAnswer) {
            return "?";
        }
    }
}
