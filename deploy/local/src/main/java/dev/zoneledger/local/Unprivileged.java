package dev.zoneledger.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a command is run that refuses to run as root. */
record Unprivileged(List<String> prefix, boolean asNobody) {
    private static final String OTHER_USER = "nobody";

    Unprivileged {
        prefix = List.copyOf(prefix);
    }

    /**
     * For an ordinary user nothing is needed. For root a user namespace in which it is nobody, files staying root's own; where
     * namespaces are forbidden, as in many containers, the user nobody, if that one can reach the program at all.
     */
    static Unprivileged forRunning(Path program) {
        if (!output("id", "-u").equals("0")) {
            return new Unprivileged(List.of(), false);
        }
        if (succeeds("unshare", "-U", "true")) {
            return new Unprivileged(List.of("unshare", "-U", "--"), false);
        }
        if (succeeds("runuser", "-u", OTHER_USER, "--", "test", "-x", program.toString())) {
            return new Unprivileged(List.of("runuser", "-u", OTHER_USER, "--"), true);
        }
        throw new StackException("PostgreSQL does not run as root, and neither \"unshare -U\" nor the user "
                + OTHER_USER + " can run " + program + " here. Start the stack as an ordinary user.");
    }

    /** Makes the user who will run the command the owner of a file or folder. */
    void handOver(Path path) {
        if (asNobody && !succeeds("chown", "-R", OTHER_USER, path.toString())) {
            throw new StackException("Could not make " + path + " belong to the user " + OTHER_USER);
        }
    }

    /** Lets the user who will run the command pass through the folder of a file, which temporary ones are closed to. */
    void letThroughTo(Path path) {
        Path folder = path.toAbsolutePath().resolveSibling(".");
        if (asNobody && !succeeds("chmod", "a+x", folder.toString())) {
            throw new StackException("Could not open " + folder + " to the user " + OTHER_USER);
        }
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while starting PostgreSQL", e);
        }
    }

    private static String output(String... command) {
        try {
            return new String(
                            new ProcessBuilder(command).start().getInputStream().readAllBytes())
                    .strip();
        } catch (IOException e) {
            throw new StackException("Could not run " + String.join(" ", command), e);
        }
    }
}
