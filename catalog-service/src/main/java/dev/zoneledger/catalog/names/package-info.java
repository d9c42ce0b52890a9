/** Records found by what they are called, in any script and with misspellings. */
@NullMarked
package dev.zoneledger.catalog.names;

import org.jspecify.annotations.NullMarked;
