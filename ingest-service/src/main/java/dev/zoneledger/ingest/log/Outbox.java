package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Encoded;
import java.util.concurrent.CompletionStage;

/** Takes the records of one request, sent by one thread, to the log. */
public interface Outbox {

    /** Whether a record was given up: those that follow would be too. */
    boolean hasFailed();

    void send(Encoded event);

    /** No more will be sent; completes, always normally, when it is known what became of all records. */
    CompletionStage<Landing> land();
}
