/** Entries as people and systems send them, read into records of the contract, with everything that is wrong told at once. */
@NullMarked
package dev.zoneledger.ingest.entry;

import org.jspecify.annotations.NullMarked;
