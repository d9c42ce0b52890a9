package dev.zoneledger.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What the person at the terminal sees: each step when it begins, and how long it took. */
final class Screen {
    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
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
        out.printf(Locale.ROOT, "  %-44s", what);
        out.flush();
        long begin = System.nanoTime();
        try {
            T result = work.get();
            out.printf(
                    Locale.ROOT,
                    "%6.1f s%n",
                    Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
            return result;
        } catch (RuntimeException failed) {
            out.println("failed");
            throw failed;
        } finally {
            out.flush();
        }
    }
}
