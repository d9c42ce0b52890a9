package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
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
    private volatile boolean assigned;
    private volatile boolean stuck;

    void assigned() {
        stuck = false;
        assigned = true;
    }

    void reached(Map<Integer, Long> nextOffsets) {
        stuck = false;
        assigned = assigned || !nextOffsets.isEmpty();
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
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
