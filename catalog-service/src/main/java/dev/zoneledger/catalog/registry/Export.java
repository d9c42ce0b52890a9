package dev.zoneledger.catalog.registry;

import java.io.IOException;
import java.io.OutputStream;

/** An answer of any size, written while it is read from the snapshot that the request has open. */
interface Export {

    void write(OutputStream out) throws IOException;

    /** Ends the snapshot. */
    void close();
}
