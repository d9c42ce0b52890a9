/** Totals from the tables: the arithmetic of metrics-service, done a second time in another way, and of any instant. */
@NullMarked
package dev.zoneledger.catalog.totals;

import org.jspecify.annotations.NullMarked;
