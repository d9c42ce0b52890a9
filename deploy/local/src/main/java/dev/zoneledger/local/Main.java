package dev.zoneledger.local;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the scripts of deploy/local hand over to. */
final class Main {
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        Path root = Path.of(System.getProperty("zone.root", "")).toAbsolutePath();
        try {
            if (arguments.isEmpty()) {
                throw new Options.UsageException("A verb is needed.");
            }
            Options options = Options.parse(root, System.getenv(), arguments.subList(1, arguments.size()));
            return run(root, arguments.getFirst(), options);
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            return NOT_UNDERSTOOD;
        } catch (StackException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int run(Path root, String verb, Options options) {
        Screen screen = new Screen(System.out);
        StateFolder state = new StateFolder(options.state());
        switch (verb) {
            case "up" -> {
                if (options.detach()) {
                    new DetachedUpCommand(root, options).run();
                } else {
                    new UpCommand(root, options, screen).run();
                }
                return 0;
            }
            case "help" -> {
                System.out.print(Options.USAGE);
                return 0;
            }
            // Asked by the scripts before they build.
            case "refuse-if-running" -> {
                UpCommand.requireDown(state);
                return 0;
            }
            case "down" -> {
                new DownCommand(state, screen).run();
                return 0;
            }
            case "reset" -> {
                BufferedReader person = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
                new ResetCommand(state, screen, person).run(options.yes());
                return 0;
            }
            case "rebuild" -> {
                new RebuildCommand(state, screen).run();
                return 0;
            }
            case "copy-log" -> {
                new CopyLogCommand(
                                state,
                                screen,
                                options.part()
                                        .orElseThrow(() -> new Options.UsageException(
                                                "copy-log needs the address of the brokers to copy to.")))
                        .run();
                return 0;
            }
            case "status" -> {
                return new StatusCommand(state, screen).run();
            }
            case "audit" -> {
                return new AuditCommand(state, screen).run(options.part());
            }
            case "logs" -> {
                return new LogsCommand(state).run(options.part(), options.follow());
            }
            default -> throw new Options.UsageException("There is no verb \"" + verb + "\".");
        }
    }
}
