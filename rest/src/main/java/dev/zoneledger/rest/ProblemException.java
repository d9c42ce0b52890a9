package dev.zoneledger.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Integer retryAfterSeconds;
    private final transient Map<String, String> headers;

    /** @param headers of the answer, besides that */
    ProblemException(Problem problem, @Nullable Integer retryAfterSeconds, Map<String, String> headers) {
        // A problem is an answer, not a fault of ours: no stack trace is taken.
        super(problem.title() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
        this.headers = headers;
    }

    public Problem problem() {
        return problem;
    }

    /** After how many seconds it is worth asking again; null if it is not. */
    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    Map<String, String> headers() {
        return headers;
    }
}
