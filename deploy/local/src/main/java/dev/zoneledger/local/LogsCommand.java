package dev.zoneledger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the end of the logs, by the system's own tail. */
final class LogsCommand {
    private static final List<String> NAMES =
            Stream.concat(Parts.IN_ORDER.stream(), Stream.of(Parts.SUPERVISOR)).toList();

    private final StateFolder state;

    LogsCommand(StateFolder state) {
        this.state = state;
    }

    int run(Optional<String> part, boolean follow) {
        if (part.isPresent() && !NAMES.contains(part.get())) {
            throw new Options.UsageException(
                    "There is no log of \"" + part.get() + "\", but of " + String.join(", ", NAMES) + ".");
        }
        List<String> logs = part.map(List::of).orElse(NAMES).stream()
                .map(state::log)
                .filter(Files::exists)
                .map(Path::toString)
                .toList();
        if (logs.isEmpty()) {
            throw new StackException(
                    "There are no logs in " + state.path() + " yet. deploy/local/up starts the stack.");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", part.isPresent() ? "200" : "20"));
        if (follow) {
            command.add("-f");
        }
        command.addAll(logs);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new StackException("tail could not be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
