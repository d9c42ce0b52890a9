/** Totals set against each other: growth, utilisation and concentration. */
@NullMarked
package dev.zoneledger.metrics.analyses;

import org.jspecify.annotations.NullMarked;
