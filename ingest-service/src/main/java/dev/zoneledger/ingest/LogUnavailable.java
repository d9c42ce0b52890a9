package dev.zoneledger.ingest;

import dev.zoneledger.ingest.log.Landing;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import org.jboss.logging.Logger;

/** The answer when the log did not acknowledge every record. */
final class LogUnavailable {

    private static final Logger LOG = Logger.getLogger(LogUnavailable.class);

    private static final int RETRY_AFTER_SECONDS = 5;

    private LogUnavailable() {}

    /** @param sent how many records were sent */
    static ProblemException after(Landing landing, long sent) {
        LOG.warnf(
                "log did not acknowledge: sent=%d acknowledged=%d position=%s reason=%s",
                sent, landing.acknowledged(), landing.position(), landing.failure());
        return problem(
                landing.acknowledged() == 0
                        ? "The log did not acknowledge in time. Nothing is known to be on record; send it again"
                        : "The log acknowledged " + landing.acknowledged() + " of " + sent
                                + " entries (up to position " + landing.position()
                                + ") and then no more. Send all of it again: what is on record already changes nothing");
    }

    /** Of records that were to be published together. */
    static ProblemException afterAtomic(Landing landing, long sent) {
        if (landing.failure() instanceof ProblemException noRoom) {
            return noRoom;
        }
        LOG.warnf("log did not commit: sent=%d reason=%s", sent, landing.failure());
        return problem("The log did not commit in time. All of the file is on record or, very likely, nothing of it;"
                + " send it again");
    }

    private static ProblemException problem(String detail) {
        return Problem.of(503, "log-unavailable", "The log is not available", detail)
                .asException(RETRY_AFTER_SECONDS);
    }
}
