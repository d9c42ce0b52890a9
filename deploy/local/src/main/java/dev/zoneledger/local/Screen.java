package dev.zoneledger.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the person at the terminal sees: each step when it begins, and how long it took. */
final class Screen {
    private final PrintStream out;
    /** Begin of the step whose line waits for its end; a Ctrl-C lets another one in between. */
    private @Nullable Object open;

    Screen(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        closeLine();
        out.println(line);
        out.flush();
    }

    void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return true;
        });
    }

    <T> T step(String what, Supplier<T> work) {
        Object step = begin(what);
        long begin = System.nanoTime();
        try {
            T result = work.get();
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            end(step, String.format(Locale.ROOT, "%6.1f s", taken.toMillis() / 1000.0));
            return result;
        } catch (RuntimeException failed) {
            end(step, "failed");
            throw failed;
        }
    }

    private synchronized Object begin(String what) {
        closeLine();
        out.printf(Locale.ROOT, "  %-44s", what);
        out.flush();
        open = new Object();
        return open;
    }

    private synchronized void end(Object step, String how) {
        if (open == step) {
            out.println(how);
            out.flush();
            open = null;
        }
    }

    private void closeLine() {
        if (open != null) {
            out.println();
            open = null;
        }
    }
}
