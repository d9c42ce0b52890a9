/** From the log into the tables: rows and position in one transaction. */
@NullMarked
package dev.zoneledger.catalog.log;

import org.jspecify.annotations.NullMarked;
