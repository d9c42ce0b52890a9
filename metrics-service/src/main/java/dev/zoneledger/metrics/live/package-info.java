/** Totals as they change, for those who keep listening. */
@NullMarked
package dev.zoneledger.metrics.live;

import org.jspecify.annotations.NullMarked;
