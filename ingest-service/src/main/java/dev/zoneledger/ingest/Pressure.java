package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Bounds what all requests together hold. Who asks for more is asked to come back; what a request has taken is given back
 * when it has been answered.
 */
@Singleton
final class Pressure {

    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int UNIT = 1024;

    private final Semaphore imports;
    private final Semaphore bodies;
    private final int maxBody;

    Pressure(IngestLimits limits) {
        this.imports = new Semaphore(limits.imports());
        this.bodies = new Semaphore(Math.toIntExact(limits.bodies().asLongValue() / UNIT));
        this.maxBody = Math.toIntExact(limits.body().asLongValue());
    }

    /** Takes the place of an import for the present request; 429 if all are taken. */
    void startImport() {
        take(imports, 1, "As many imports as this instance runs at a time are under way");
    }

    /**
     * Reads the body of a post and goes on with it as a whole; 413 if it is too large, 429 if too much is held already. A small
     * one has come already (quarkus.rest.input-buffer-size): it is worked on here and now, on the event loop. For a larger one
     * somebody has to wait, and its work takes long; a worker thread does both.
     */
    <T> Uni<T> withBody(InputStream stream, Function<byte[], Uni<T>> work) {
        Taken taken = new Taken(bodies);
        CurrentRequestManager.get().registerCompletionCallback(failure -> taken.giveBack());
        return stream instanceof ByteArrayInputStream
                ? work.apply(body(stream, taken))
                : Uni.createFrom()
                        .deferred(() -> work.apply(body(stream, taken)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private byte[] body(InputStream stream, Taken taken) {
        byte[] body = new byte[0];
        int filled = 0;
        try {
            // One more than has come already, so that the end of a body that is small is found without asking for more.
            int size = Math.max(UNIT, stream.available() + 1);
            while (true) {
                if (filled == body.length) {
                    size = Math.min(Math.max(size, 2 * body.length), maxBody + 1);
                    if (!taken.more((size - body.length + UNIT - 1) / UNIT)) {
                        throw busy("This instance holds as many bodies of requests as it may");
                    }
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

    /** What a request has taken. A request may be over, its caller gone, while a worker thread still works on it. */
    private static final class Taken {
        private final Semaphore semaphore;
        private int permits;
        private boolean over;

        Taken(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        synchronized boolean more(int wanted) {
            if (over || !semaphore.tryAcquire(wanted)) {
                return false;
            }
            permits += wanted;
            return true;
        }

        synchronized void giveBack() {
            over = true;
            semaphore.release(permits);
            permits = 0;
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
}
