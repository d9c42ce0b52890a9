/** How capacities go on: step by step, as planned, and as they would if something else came. */
@NullMarked
package dev.zoneledger.metrics.outlook;

import org.jspecify.annotations.NullMarked;
