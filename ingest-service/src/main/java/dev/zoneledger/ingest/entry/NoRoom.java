package dev.zoneledger.ingest.entry;

import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The answer when an instance cannot keep a file that it needs before it publishes anything of it. */
public final class NoRoom {

    private static final Logger LOG = Logger.getLogger(NoRoom.class);

    // Other imports give their room back when they end.
    private static final int RETRY_AFTER_SECONDS = 30;

    private NoRoom() {}

    public static ProblemException onDisk(IOException e) {
        LOG.errorf("no room on disk: reason=%s", e);
        return Problem.of(
                        503,
                        "no-room",
                        "There is no room for the file",
                        "This instance has no room on its disk for the file. Nothing was published; send it again")
                .asException(RETRY_AFTER_SECONDS);
    }
}
