package dev.zoneledger.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the processes of a stack, starts one again that ends by itself, and stops all of them in order. */
final class Supervisor {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** A process that ends more often than this within the window will not come right by itself. */
    private static final int RESTARTS = 3;

    private static final Duration RESTART_WINDOW = Duration.ofMinutes(10);

    private final StackPlan plan;
    private final Screen screen;
    private final Map<String, Part> running = new LinkedHashMap<>();
    private final Map<String, Deque<Instant>> restarts = new HashMap<>();
    private boolean stopping;

    Supervisor(StackPlan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /** Starts a part. Synchronised with stopping: a Ctrl-C waits for the part being started, and then stops that too. */
    synchronized Part start(String name) {
        if (stopping) {
            throw new StackException("The stack is being stopped");
        }
        Part part = plan.start(name);
        running.put(name, part);
        PidFile.of(name, part.pid(), plan.port(name)).write(plan.state());
        return part;
    }

    /** Looks after the processes for as long as they can be kept running; ends only by an exception. */
    void watch() {
        while (true) {
            restartEnded();
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted while watching", e);
            }
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** Stops what runs, the last started first. */
    synchronized void stop() {
        stopping = true;
        for (String name : List.copyOf(running.keySet()).reversed()) {
            Part part = running.get(name);
            if (part != null) {
                stop(name, part);
            }
        }
        running.clear();
    }

    /** What cannot be stopped does not keep the others from being stopped; its process file lets "down" find it. */
    private void stop(String name, Part part) {
        try {
            if (part.isAlive()) {
                screen.step("stopping " + name, part::stop);
            }
        } catch (RuntimeException failed) {
            screen.say(String.valueOf(failed.getMessage()));
        }
        if (!part.isAlive()) {
            PidFile.delete(plan.state(), name);
        }
    }

    private synchronized void restartEnded() {
        for (String name : List.copyOf(running.keySet())) {
            Part part = running.get(name);
            if (stopping || part == null || part.isAlive()) {
                continue;
            }
            String end = LogTail.of(plan.state().log(name), 15);
            if (isHopeless(name)) {
                throw new StackException(name + " has ended by itself " + (RESTARTS + 1) + " times within "
                        + RESTART_WINDOW.toMinutes() + " minutes; the stack is stopped.\n" + end);
            }
            screen.say(name + " has ended by itself. " + end);
            screen.step("starting " + name + " again", () -> start(name));
        }
    }

    private boolean isHopeless(String name) {
        Deque<Instant> before = restarts.computeIfAbsent(name, any -> new ArrayDeque<>());
        Instant now = Instant.now();
        before.removeIf(then -> then.isBefore(now.minus(RESTART_WINDOW)));
        before.add(now);
        return before.size() > RESTARTS;
    }
}
