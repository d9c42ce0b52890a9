/** The log folded into totals by Kafka Streams: topology, stores, and how questions read them. */
@NullMarked
package dev.zoneledger.metrics.state;

import org.jspecify.annotations.NullMarked;
