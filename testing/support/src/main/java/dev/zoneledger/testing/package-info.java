/** Real Kafka and PostgreSQL for tests, once per JVM, and the small tools that tests share. */
@NullMarked
package dev.zoneledger.testing;

import org.jspecify.annotations.NullMarked;
