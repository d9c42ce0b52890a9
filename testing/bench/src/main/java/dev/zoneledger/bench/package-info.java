/** Load, and the floors it is measured against. */
@NullMarked
package dev.zoneledger.bench;

import org.jspecify.annotations.NullMarked;
