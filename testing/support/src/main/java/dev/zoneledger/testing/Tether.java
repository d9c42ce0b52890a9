package dev.zoneledger.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Ends a process when this JVM ends, in whatever way that happens. A shutdown hook alone would leave brokers behind whenever a
 * build is killed; the pipe that the little script reads from is closed by the operating system in every case.
 */
final class Tether {
    private static final String WATCH = "trap '' INT HUP TERM; cat >/dev/null; kill -\"$1\" \"$2\" 2>/dev/null; "
            + "while kill -0 \"$2\" 2>/dev/null; do sleep 0.1; done; rm -rf \"$3\"";

    private Tether() {}

    /** When this JVM has ended, sends the signal to the process and deletes the folder. */
    static void bind(long pid, String signal, Path folder) {
        try {
            Process watch = new ProcessBuilder(
                            "/bin/sh", "-c", WATCH, "zone-test-tether", signal, Long.toString(pid), folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            // Not so much to close the pipe, which happens anyhow, as to keep it from being collected while the JVM
            // lives.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(watch)));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not watch over process " + pid, e);
        }
    }

    private static void close(Process watch) {
        try {
            watch.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
