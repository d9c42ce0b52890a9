package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Version;
import org.jspecify.annotations.Nullable;

/**
 * The merge in force of a record.
 *
 * @param into id of the record that it is one with; null if the merge is undone
 */
record Merged(Version version, @Nullable String into) {}
