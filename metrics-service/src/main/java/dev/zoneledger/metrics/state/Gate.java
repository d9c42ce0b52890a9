package dev.zoneledger.metrics.state;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong stored = new AtomicLong();
    private volatile long changes;
    private boolean isOpen;

    /** Between these two it is this process that writes the stores, and what they hold is what it has written. */
    void open() {
        write(() -> isOpen = true);
    }

    void close() {
        write(() -> isOpen = false);
    }

    /** To be asked within {@link #read}: so long nobody else takes over. */
    boolean isOpen() {
        return isOpen;
    }

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

    /**
     * The answer to a question, which may have to be asked again: a commit empties caches into stores while it is read. That
     * ends soon, as nothing is written to the caches meanwhile.
     */
    <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            while (true) {
                long before = stored.get();
                try {
                    T answer = question.get();
                    if (stored.get() == before) {
                        return answer;
                    }
                } catch (RuntimeException e) {
                    if (stored.get() == before) {
                        throw e;
                    }
                }
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Is called when something has gone from a cache into its store, and before it is gone from the cache. */
    void stored() {
        stored.incrementAndGet();
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
