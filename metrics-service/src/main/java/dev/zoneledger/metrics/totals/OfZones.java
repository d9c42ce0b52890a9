package dev.zoneledger.metrics.totals;

import java.util.List;

/**
 * One question, answered by several zones.
 *
 * @param zones each as if it were asked alone, in the order of their ids
 * @param together what they come to
 */
record OfZones<A>(List<A> zones, A together) {}
