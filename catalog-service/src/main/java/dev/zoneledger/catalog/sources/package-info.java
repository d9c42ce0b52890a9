/** Who says what: sources, speakers, and claims about what nobody has registered. */
@NullMarked
package dev.zoneledger.catalog.sources;

import org.jspecify.annotations.NullMarked;
