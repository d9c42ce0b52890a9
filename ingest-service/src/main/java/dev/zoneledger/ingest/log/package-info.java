/** Sending records to the log and knowing where they came to lie. */
@NullMarked
package dev.zoneledger.ingest.log;

import org.jspecify.annotations.NullMarked;
