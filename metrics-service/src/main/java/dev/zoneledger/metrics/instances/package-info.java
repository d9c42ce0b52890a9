/** Several instances share the work: whichever is asked, the one that keeps the zone answers. */
@NullMarked
package dev.zoneledger.metrics.instances;

import org.jspecify.annotations.NullMarked;
