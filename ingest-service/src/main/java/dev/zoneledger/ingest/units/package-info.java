/** The closed list of units, and equivalents for those who ask. */
@NullMarked
package dev.zoneledger.ingest.units;

import org.jspecify.annotations.NullMarked;
