package dev.zoneledger.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops a stack, in the foreground or in the background, or what a killed one has left behind. */
final class DownCommand {
    private static final Duration ORDERLY_LIMIT = Duration.ofSeconds(180);
    private static final Duration PART_LIMIT = Duration.ofSeconds(30);

    private final StateFolder state;
    private final Screen screen;

    DownCommand(StateFolder state, Screen screen) {
        this.state = state;
        this.screen = screen;
    }

    void run() {
        if (!state.exists()) {
            screen.say("There is no stack on " + state.path() + ": nothing to stop.");
            return;
        }
        if (StateLock.isHeld(state)) {
            stopSupervisor();
        } else {
            stopRemains();
        }
    }

    private void stopSupervisor() {
        ProcessHandle supervisor = PidFile.read(state, Parts.SUPERVISOR)
                .flatMap(PidFile::process)
                .orElseThrow(() -> new StackException("The stack on " + state.path()
                        + " is running or starting, but which process it is cannot be told. Stop it at its terminal."));
        screen.step("stopping the stack in order", () -> {
            supervisor.destroy();
            Wait.until(
                    ORDERLY_LIMIT,
                    () -> !supervisor.isAlive(),
                    () -> "The stack (process " + supervisor.pid() + ") has not stopped within "
                            + ORDERLY_LIMIT.toSeconds() + " s. See deploy/local/status.");
        });
        screen.say("Stopped. The state is kept in " + state.path());
    }

    private void stopRemains() {
        boolean any = false;
        for (String part : Parts.IN_ORDER.reversed()) {
            Optional<ProcessHandle> process = PidFile.read(state, part).flatMap(PidFile::process);
            if (process.isPresent()) {
                any = true;
                screen.step("stopping " + part, () -> stop(part, process.get()));
            }
            PidFile.delete(state, part);
        }
        PidFile.delete(state, Parts.SUPERVISOR);
        screen.say(any ? "Stopped what an earlier run had left behind." : "The stack was not running.");
    }

    private static void stop(String part, ProcessHandle process) {
        // PostgreSQL takes TERM for "when all clients have gone"; INT ends their sessions.
        signal(part.equals(Parts.POSTGRES) ? "INT" : "TERM", process);
        Wait.until(
                PART_LIMIT,
                () -> !process.isAlive(),
                () -> part + " (process " + process.pid() + ") does not stop. End it with \"kill -9 " + process.pid()
                        + "\".");
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid())))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("Process " + process.pid() + " could not be signalled: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while stopping", e);
        }
    }
}
