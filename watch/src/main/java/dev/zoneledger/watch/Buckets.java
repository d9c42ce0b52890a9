package dev.zoneledger.watch;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The bounds between which durations are counted, so that quantiles can be taken over instances. */
public final class Buckets {

    /** From an answer out of memory to one that nobody waits for any more. */
    private static final Duration[] OF_ANSWERS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    /** From the next moment to a backlog of a day. */
    private static final Duration[] OF_DELAYS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofDays(1)
    };

    private Buckets() {}

    /** A timer of what somebody waits for. */
    public static Timer.Builder answers(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(OF_ANSWERS);
    }

    /** A timer of how far something is behind. */
    public static Timer.Builder delays(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(OF_DELAYS);
    }

    static double[] ofAnswersInNanoseconds() {
        double[] bounds = new double[OF_ANSWERS.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = OF_ANSWERS[i].toNanos();
        }
        return bounds;
    }
}
