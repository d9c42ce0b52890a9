/** Figures of zones for those who watch the system: computed now and then, of a bounded number of zones, never at a scrape. */
@NullMarked
package dev.zoneledger.metrics.gauges;

import org.jspecify.annotations.NullMarked;
