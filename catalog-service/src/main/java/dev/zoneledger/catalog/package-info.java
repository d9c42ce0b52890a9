/** The registry: everything that was said of a zone, as rows that are a fold of the log. */
@NullMarked
package dev.zoneledger.catalog;

import org.jspecify.annotations.NullMarked;
