package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for a position. It holds no position of its own, the database does: another instance may have
 * written what somebody waits for here.
 */
@ApplicationScoped
public class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Long> nextOffsets = new ConcurrentHashMap<>();
    private volatile boolean assigned;
    private volatile boolean stuck;

    /** The log is read on from there. */
    void assigned(Map<Integer, Long> from) {
        nextOffsets.putAll(from);
        stuck = false;
        assigned = true;
    }

    /** Others read these partitions now. */
    void revoked(Collection<Integer> partitions) {
        nextOffsets.keySet().removeAll(partitions);
    }

    void reached(Map<Integer, Long> next) {
        next.forEach((partition, offset) -> nextOffsets.computeIfPresent(partition, (any, before) -> offset));
        stuck = false;
        assigned = assigned || !next.isEmpty();
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** By partition that is read here, from which offset on it is not in the tables yet. */
    Map<Integer, Long> nextOffsets() {
        return Map.copyOf(nextOffsets);
    }

    void stuck() {
        stuck = true;
    }

    /** Whether partitions are assigned and batches get through. */
    public boolean isMoving() {
        return assigned && !stuck;
    }

    /** Returns when rows have been written here, or after that time. */
    public void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var unused = moved.awaitNanos(atMost.toNanos());
        } finally {
            lock.unlock();
        }
    }
}
