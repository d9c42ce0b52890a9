package dev.zoneledger.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What work allocates, which is the most that it can hold. */
public final class Allocated {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    /** How many bytes the current thread allocates for the work. */
    public static long by(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
