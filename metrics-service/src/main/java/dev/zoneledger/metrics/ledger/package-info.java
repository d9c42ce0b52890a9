/** The arithmetic of totals: which claim counts from when to when, and why another one does not. No Kafka, no REST. */
@NullMarked
package dev.zoneledger.metrics.ledger;

import org.jspecify.annotations.NullMarked;
