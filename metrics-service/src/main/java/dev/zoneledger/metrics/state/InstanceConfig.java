package dev.zoneledger.metrics.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** This instance among others. */
@ConfigMapping(prefix = "zone.instance")
public interface InstanceConfig {

    /**
     * Keeps its part of the work over a restart if it is back before the others have given it up. Unique, and the same
     * each time; without one the work is shared out anew at every restart.
     */
    Optional<String> name();

    /** Host and port where the other instances reach this one. */
    String address();

    /** How long it may take to hand over the work when asked to end. Less than what the platform waits before it kills. */
    @WithDefault("20s")
    Duration leaveWithin();

    /** When another instance is taken to be away. It is on the same network. */
    @WithDefault("1s")
    Duration connectWithin();

    /** How long another instance may be silent, beside what the client itself allows it to wait. */
    @WithDefault("10s")
    Duration answerWithin();
}
