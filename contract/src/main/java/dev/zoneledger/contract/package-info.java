/** The language that all services speak. */
@NullMarked
package dev.zoneledger.contract;

import org.jspecify.annotations.NullMarked;
