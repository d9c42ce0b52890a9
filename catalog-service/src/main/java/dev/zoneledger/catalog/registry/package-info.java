/** What the registry answers: records, claims, dead letters, and how far the log is reflected. */
@NullMarked
package dev.zoneledger.catalog.registry;

import org.jspecify.annotations.NullMarked;
