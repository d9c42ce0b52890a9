package dev.zoneledger.local;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

final class Wait {
    private static final long PAUSE_MILLIS = 50;

    private Wait() {}

    /** Asks again and again until the condition holds; when it does not in the time given, fails with the message. */
    static void until(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new StackException(otherwise.get());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted while waiting", e);
            }
        }
    }
}
