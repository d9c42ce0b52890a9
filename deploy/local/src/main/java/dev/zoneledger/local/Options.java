package dev.zoneledger.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a verb on the command line.
 *
 * @param state the folder that holds everything the stack keeps
 * @param ports where it listens
 * @param detach whether {@code up} leaves the stack running in the background
 * @param yes whether {@code reset} deletes without asking
 * @param follow whether {@code logs} goes on as lines come
 * @param part the process that {@code logs} is asked for, the zone that {@code audit} is, or the brokers that {@code copy-log} copies to
 */
record Options(Path state, StackPorts ports, boolean detach, boolean yes, boolean follow, Optional<String> part) {
    static final String USAGE = """
            Usage: deploy/local/VERB [options]
              up        starts Kafka, PostgreSQL and the three services, and stays until Ctrl-C
                --detach         leaves them running in the background
                --no-build       takes what is built as it is
                --ports-from N   listens on N to N+5 (also: ZONE_PORTS_FROM)
                ZONE_JAVA_OPTIONS, a variable: more options for the Java of Kafka and of the services
              status    shows each process
              logs      shows the end of the logs: logs [kafka|postgres|ingest|catalog|metrics|supervisor] [-f]
              audit     compares the totals of catalog and metrics at one position, of all zones or one: audit [zone];
                        ends with 1 if any differ
              down      stops everything in order
              rebuild   empties the catalog's tables while everything runs, and waits until the log is read anew
              copy-log  copies the log of the running stack to the brokers of a cluster, whose topic is empty: copy-log HOST:PORT
              reset     stops everything and deletes the state, after asking (--yes: without)
            Everywhere: --state DIR, the folder that holds the state (also: ZONE_STATE; default: .state in the repository)
            """;

    static Options parse(Path root, Map<String, String> environment, List<String> arguments) {
        Path state =
                Optional.ofNullable(environment.get("ZONE_STATE")).map(Path::of).orElse(root.resolve(".state"));
        StackPorts ports = Optional.ofNullable(environment.get("ZONE_PORTS_FROM"))
                .map(Options::portsFrom)
                .orElse(StackPorts.USUAL);
        boolean detach = false;
        boolean yes = false;
        boolean follow = false;
        @Nullable String part = null;
        List<String> left = new ArrayList<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            switch (argument) {
                case "--state" -> state = Path.of(valueOf(argument, left));
                case "--ports-from" -> ports = portsFrom(valueOf(argument, left));
                case "--detach" -> detach = true;
                case "--yes" -> yes = true;
                case "-f", "--follow" -> follow = true;
                default -> {
                    if (argument.startsWith("-") || part != null) {
                        throw new UsageException("\"" + argument + "\" is not understood.");
                    }
                    part = argument;
                }
            }
        }
        return new Options(state.toAbsolutePath().normalize(), ports, detach, yes, follow, Optional.ofNullable(part));
    }

    private static String valueOf(String option, List<String> left) {
        if (left.isEmpty()) {
            throw new UsageException(option + " needs a value.");
        }
        return left.removeFirst();
    }

    private static StackPorts portsFrom(String first) {
        try {
            return StackPorts.from(Integer.parseInt(first));
        } catch (NumberFormatException e) {
            throw new UsageException("\"" + first + "\" is not a port.");
        }
    }

    /** The command line was not understood. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }
}
