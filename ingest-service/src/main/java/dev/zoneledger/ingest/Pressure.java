package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Bounds what all requests together hold. Who asks for more is asked to come back. The place of an import is given back
 * before the end of its answer can be seen, that of a body when the request has been answered.
 */
@Singleton
final class Pressure {

    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int UNIT = 1024;
    private static final int FIRST_SIZE = 16 * UNIT;

    private final Semaphore imports;
    private final Semaphore bodies;
    private final int maxBody;

    Pressure(IngestLimits limits) {
        this.imports = new Semaphore(limits.imports());
        this.bodies = new Semaphore(Math.toIntExact(limits.bodies().asLongValue() / UNIT));
        this.maxBody = Math.toIntExact(limits.body().asLongValue());
    }

    /** Takes the place of an import; 429 if all are taken. */
    Place startImport() {
        if (!imports.tryAcquire()) {
            throw busy("As many imports as this instance runs at a time are under way");
        }
        return new Place();
    }

    /** The body as a whole; 413 if it is too large, 429 if too much is held already. */
    byte[] body(InputStream stream) {
        byte[] body = new byte[0];
        int filled = 0;
        try {
            while (true) {
                if (filled == body.length) {
                    int size = Math.min(Math.max(FIRST_SIZE, 2 * body.length), maxBody + 1);
                    take(
                            bodies,
                            (size - body.length + UNIT - 1) / UNIT,
                            "This instance holds as many bodies of requests as it may");
                    body = Arrays.copyOf(body, size);
                }
                int read = stream.read(body, filled, body.length - filled);
                if (read < 0) {
                    return Arrays.copyOf(body, filled);
                }
                filled += read;
                if (filled > maxBody) {
                    throw Batch.tooLarge("The body has more than " + maxBody + " bytes (zone.ingest.limits.body)");
                }
            }
        } catch (IOException e) {
            throw Problem.of(400, "body-broken-off", "The body broke off", "The body did not arrive as a whole")
                    .asException();
        }
    }

    private void take(Semaphore semaphore, int permits, String why) {
        if (!semaphore.tryAcquire(permits)) {
            throw busy(why);
        }
        CurrentRequestManager.get().registerCompletionCallback(failure -> semaphore.release(permits));
    }

    private static ProblemException busy(String why) {
        return Problem.of(429, "busy", "Too much at a time", why + ". Nothing was published; send it again")
                .asException(RETRY_AFTER_SECONDS);
    }

    /** Of an import that is under way. Who is answered may at once send the next, so close it before the end of the answer. */
    final class Place implements AutoCloseable {

        private final AtomicBoolean taken = new AtomicBoolean(true);

        /** The place as one that outlasts the block it was taken in: until it is closed, or the request is over at the latest. */
        Place handOver() {
            taken.set(false);
            Place place = new Place();
            CurrentRequestManager.get().registerCompletionCallback(failure -> place.close());
            return place;
        }

        @Override
        public void close() {
            if (taken.getAndSet(false)) {
                imports.release();
            }
        }
    }
}
