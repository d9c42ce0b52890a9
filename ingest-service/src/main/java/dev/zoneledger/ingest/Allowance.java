package dev.zoneledger.ingest;

import dev.zoneledger.rest.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What one caller may still send. A request is refused while the caller has no request left, or still owes entries or bytes;
 * what a request brings is known only when it has been read, so it is never cut off but charged, and the next ones wait. Takes
 * no locks: it is asked on event loops.
 */
final class Allowance {

    private static final long NANOS = 1_000_000_000L;

    /** What is counted; by its word in the configuration. */
    enum Limit {
        REQUESTS,
        ENTRIES,
        BYTES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Rates rates;
    private final RefusedCounts refused;
    private final Bucket requests;
    private final Bucket entries;
    private final Bucket bytes;

    Allowance(Rates rates, RefusedCounts refused, TimeMeter clock) {
        this.rates = rates;
        this.refused = refused;
        this.requests = bucket(Limit.REQUESTS, clock);
        this.entries = bucket(Limit.ENTRIES, clock);
        this.bytes = bucket(Limit.BYTES, clock);
    }

    private Bucket bucket(Limit limit, TimeMeter clock) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(atOnce(limit)).refillGreedy(perSecond(limit), Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }

    private long perSecond(Limit limit) {
        return switch (limit) {
            case REQUESTS -> rates.requests();
            case ENTRIES -> rates.entries();
            case BYTES -> rates.bytes().asLongValue();
        };
    }

    private long atOnce(Limit limit) {
        return Math.max(1, Math.multiplyExact(perSecond(limit), rates.burst().toMillis()) / 1000);
    }

    /** Takes a request; 429 if there is none left, or if the caller owes. */
    void takeRequest() {
        if (owes(entries)) {
            throw refusal(entries, Limit.ENTRIES);
        }
        if (owes(bytes)) {
            throw refusal(bytes, Limit.BYTES);
        }
        if (!requests.tryConsume(1)) {
            throw refusal(requests, Limit.REQUESTS);
        }
    }

    /** Takes a request that has brought one entry of so many bytes, if all of that is left; otherwise nothing. */
    boolean tryTakeOne(long bytesRead) {
        if (!requests.tryConsume(1)) {
            return false;
        }
        if (entries.tryConsume(1)) {
            if (bytes.tryConsume(bytesRead)) {
                return true;
            }
            entries.addTokens(1);
        }
        requests.addTokens(1);
        return false;
    }

    /** What the request has brought. */
    void charge(long entriesRead, long bytesRead) {
        if (entriesRead > 0) {
            entries.consumeIgnoringRateLimits(entriesRead);
        }
        if (bytesRead > 0) {
            bytes.consumeIgnoringRateLimits(bytesRead);
        }
    }

    private static boolean owes(Bucket bucket) {
        return bucket.getAvailableTokens() <= 0;
    }

    /** With the headers of the IETF's draft-ietf-httpapi-ratelimit-headers. */
    private ProblemException refusal(Bucket bucket, Limit limit) {
        refused.refused(limit);
        long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        int seconds = (int) Math.clamp((nanos + NANOS - 1) / NANOS, 1, Integer.MAX_VALUE);
        return Pressure.busy("This caller sends more " + limit.word() + " than it may (zone.ingest.rates."
                        + limit.word() + ")")
                .asException(
                        seconds,
                        Map.of(
                                "RateLimit-Policy",
                                "\"" + limit.word() + "\";q=" + atOnce(limit) + ";w="
                                        + Math.max(1, rates.burst().toSeconds()),
                                "RateLimit",
                                "\"" + limit.word() + "\";r=0;t=" + seconds));
    }
}
