/**
 * The language that all services speak: the events of the log and their parts, units, dates and periods, products and
 * chains, and the rules by which revisions merge and claims take precedence. No framework in it.
 */
@NullMarked
package dev.zoneledger.contract;

import org.jspecify.annotations.NullMarked;
