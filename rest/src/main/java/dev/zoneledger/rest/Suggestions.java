package dev.zoneledger.rest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was probably meant. */
public final class Suggestions {

    // A longer text is not a misspelt code; it also bounds the work.
    private static final int MAX_LENGTH = 100;

    private Suggestions() {}

    /** The nearest of the known texts, if it is at most a third of its letters away. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        if (given.isEmpty() || given.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = given.toLowerCase(Locale.ROOT);
        record Candidate(String text, int distance) {}
        return known.stream()
                .map(text -> new Candidate(
                        text,
                        new LevenshteinDistance(Math.max(1, text.length() / 3))
                                .apply(lower, text.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance >= 0)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::text))
                .map(Candidate::text);
    }
}
