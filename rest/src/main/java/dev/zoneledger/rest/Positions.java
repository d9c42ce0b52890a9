package dev.zoneledger.rest;

import dev.zoneledger.contract.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How positions of the log appear in requests and answers. */
public final class Positions {

    /** On every answer: what it reflects, or what a request has written. */
    public static final String HEADER = "Zone-Position";

    /** RFC 7240; {@code Prefer: wait=10} waits so many seconds for {@code after}. */
    public static final String PREFER = "Prefer";

    /** The OpenAPI text of the query parameter {@code after}. */
    public static final String AFTER_DESCRIPTION = "Answer only when this position of the log is reflected ("
            + Position.FORM + "); waits up to `Prefer: wait=N` seconds, 5 if not given, then 503";

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?:$|[,;\\s])");

    private Positions() {}

    /** The position of the query parameter {@code after}; empty if it is not given. */
    public static Optional<Position> after(@Nullable String after) {
        if (after == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Position.parse(after));
        } catch (IllegalArgumentException e) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter("after", "expected " + Position.FORM, null))
                    .asException();
        }
    }

    /** How long the client wants to wait for {@code after}. */
    public static Duration patience(@Nullable String prefer) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return DEFAULT_WAIT;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return wanted.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wanted;
    }

    /** The log up to {@code asked} is not reflected yet; 503, to be tried again. */
    public static ProblemException notReached(Position asked, @Nullable Position reached) {
        return Problem.of(
                        503,
                        "position-not-reached",
                        "The position is not reached yet",
                        "Asked to answer after " + asked + "; what is reflected is "
                                + (reached == null ? "nothing yet" : reached)
                                + ". Try again, or wait longer with Prefer: wait=N")
                .asException(1);
    }
}
