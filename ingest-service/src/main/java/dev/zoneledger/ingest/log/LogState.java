package dev.zoneledger.ingest.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log answers. While it does not, one flight at a time tries it and all others are told at once: requests that
 * wait for what will not come would take the threads that answer everything else.
 */
final class LogState {

    /** A flight that is on its way for longer, an import for instance, does not keep others from trying. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final AtomicLong nextTry = new AtomicLong(System.nanoTime());
    private volatile boolean away;

    /** Why a flight may not take off now; null if it may. */
    @Nullable
    TimeoutException refusal() {
        if (!away) {
            return null;
        }
        long now = System.nanoTime();
        long next = nextTry.get();
        boolean tries = now - next >= 0 && nextTry.compareAndSet(next, now + BETWEEN_TRIES.toNanos());
        return tries ? null : new TimeoutException("The log does not answer");
    }

    /** What a flight that took off has found out. */
    void landed(Landing landing) {
        away = landing.failure() instanceof RetriableException;
    }
}
