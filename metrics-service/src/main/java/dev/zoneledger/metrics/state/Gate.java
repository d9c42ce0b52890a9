package dev.zoneledger.metrics.state;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Between the one thread that writes a partition's stores and those who ask: an answer never sees half of a record's
 * changes, and who waits for a position is woken by the record that brings it.
 */
final class Gate {

    // Fair, or a writer that drains a backlog would keep everybody out who asks.
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Object changed = new Object();
    private volatile long changes;

    void write(Runnable record) {
        lock.writeLock().lock();
        try {
            record.run();
        } finally {
            changes = changes + 1;
            lock.writeLock().unlock();
        }
        if (waiting.get() > 0) {
            synchronized (changed) {
                changed.notifyAll();
            }
        }
    }

    <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** How often something was written; to be asked before the state that {@link #await} is to see changed. */
    long changes() {
        return changes;
    }

    /** Waits until something is written after {@code seen}, at most for so long. */
    void await(long seen, Duration atMost) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            synchronized (changed) {
                if (changes == seen) {
                    TimeUnit.MILLISECONDS.timedWait(changed, Math.max(1, atMost.toMillis()));
                }
            }
        } finally {
            waiting.decrementAndGet();
        }
    }
}
