package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.rest.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what all requests together hold. Who asks for more is asked to come back; what a request has taken is given back
 * before the end of its answer can be seen, so that who is answered may at once send the next.
 */
@Singleton
final class Pressure {

    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int UNIT = 1024;

    private final Semaphore imports;
    private final Semaphore bodies;
    private final int maxBody;

    Pressure(IngestLimits limits, MeterRegistry meters) {
        this.imports = new Semaphore(limits.imports());
        int all = Math.toIntExact(limits.bodies().asLongValue() / UNIT);
        this.bodies = new Semaphore(all);
        this.maxBody = Math.toIntExact(limits.body().asLongValue());
        Gauge.builder("zone.ingest.imports.running", imports, free -> limits.imports() - free.availablePermits())
                .description("Imports under way")
                .register(meters);
        Gauge.builder("zone.ingest.bodies", bodies, free -> UNIT * (double) (all - free.availablePermits()))
                .description("What the bodies of posts that are being worked on take")
                .baseUnit("bytes")
                .register(meters);
    }

    /** Takes the place of an import; 429 if all are taken. */
    Place startImport() {
        Place place = new Place(imports);
        if (!place.take(1)) {
            throw busy("As many imports as this instance runs at a time are under way")
                    .asException(RETRY_AFTER_SECONDS);
        }
        return place;
    }

    /**
     * Reads the body of a post and goes on with it as a whole; 413 if it is too large, 429 if too much is held already. A small
     * one has come already (quarkus.rest.input-buffer-size): it is worked on here and now, on the event loop. For a larger one
     * somebody has to wait, and its work takes long; a worker thread does both.
     */
    <T> CompletionStage<T> withBody(InputStream stream, Function<byte[], CompletionStage<T>> work) {
        Place place = new Place(bodies);
        CompletionStage<InputStream> come = CompletableFuture.completedStage(stream);
        CompletionStage<T> done = stream instanceof ByteArrayInputStream
                ? come.thenCompose(all -> work.apply(body(all, place)))
                : come.thenComposeAsync(all -> work.apply(body(all, place)), Infrastructure.getDefaultWorkerPool());
        return done.whenComplete((answer, failure) -> place.close());
    }

    /** Takes the place of a body that has come already; null if too much is held. */
    @Nullable
    Place hold(int length) {
        Place place = new Place(bodies);
        return place.take((length + UNIT - 1) / UNIT) ? place : null;
    }

    private byte[] body(InputStream stream, Place place) {
        byte[] body = new byte[0];
        int filled = 0;
        try {
            // One more than has come already, so that the end of a body that is small is found without asking for more.
            int size = Math.max(UNIT, stream.available() + 1);
            while (true) {
                if (filled == body.length) {
                    size = Math.min(Math.max(size, 2 * body.length), maxBody + 1);
                    if (!place.take((size - body.length + UNIT - 1) / UNIT)) {
                        throw busy("This instance holds as many bodies of requests as it may")
                                .asException(RETRY_AFTER_SECONDS);
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

    /** Of a request that is refused before anything of it was published. */
    static Problem busy(String why) {
        return Problem.of(429, "busy", "Too much at a time", why + ". Nothing was published; send it again");
    }

    /** What a request has taken. The request may be over, its caller gone, while a worker thread still works on it. */
    static final class Place implements AutoCloseable {
        private final Semaphore semaphore;
        private int permits;
        private boolean closed;

        private Place(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        private synchronized boolean take(int wanted) {
            if (closed || !semaphore.tryAcquire(wanted)) {
                return false;
            }
            permits += wanted;
            return true;
        }

        /** The place as one that outlasts the block it was taken in: until it is closed, or the request is over at the latest. */
        synchronized Place handOver() {
            Place place = new Place(semaphore);
            place.permits = permits;
            permits = 0;
            CurrentRequestManager.get().registerCompletionCallback(failure -> place.close());
            return place;
        }

        @Override
        public synchronized void close() {
            closed = true;
            semaphore.release(permits);
            permits = 0;
        }
    }
}
