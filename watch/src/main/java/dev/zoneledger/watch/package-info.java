/** What all services have in common to be watched: figures, traces, and the subject of a line of the log. */
@NullMarked
package dev.zoneledger.watch;

import org.jspecify.annotations.NullMarked;
