/** The embedded stack on one machine: Apache Kafka, PostgreSQL and the three services, each a process of its own. */
@NullMarked
package dev.zoneledger.local;

import org.jspecify.annotations.NullMarked;
