package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Bounds what all requests together hold. Who asks for more is asked to come back; what a request has taken is given back
 * when it has been answered.
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

    /** Takes the place of an import for the present request; 429 if all are taken. */
    void startImport() {
        take(imports, 1, "As many imports as this instance runs at a time are under way");
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
}
