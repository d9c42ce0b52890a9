/** What is asked of the ledger over REST: totals, coverage, and the claims behind each of them. */
@NullMarked
package dev.zoneledger.metrics.totals;

import org.jspecify.annotations.NullMarked;
