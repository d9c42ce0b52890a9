/** The front door: takes posts and imports, checks them, and answers when the log has them on disk. */
@NullMarked
package dev.zoneledger.ingest;

import org.jspecify.annotations.NullMarked;
