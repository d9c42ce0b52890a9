/** Records that may be one and the same. */
@NullMarked
package dev.zoneledger.catalog.duplicates;

import org.jspecify.annotations.NullMarked;
