package dev.zoneledger.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts requests that are refused or fail by what they are told: the types of problems are ours, and so are few. */
@Singleton
final class ProblemCounts {

    private final MeterRegistry meters;

    ProblemCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void answered(Problem problem) {
        Counter.builder("zone.problems")
                .description("Requests answered with a problem, by its type")
                .tag("problem", problem.type().substring(problem.type().lastIndexOf(':') + 1))
                .tag("status", Integer.toString(problem.status()))
                .register(meters)
                .increment();
    }
}
