package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.EventCodec;
import java.time.Period;

/** What is supposed; each stands at its place in the request. */
sealed interface Hypothesis {

    int place();

    /** Id of the claim. */
    String claim();

    /** A claim comes that is not on record, or a later revision of one that is. */
    record Added(int place, String claim, EventCodec.Decoded decoded) implements Hypothesis {}

    /** A claim holds from a later date on. */
    record Delayed(int place, String claim, Period delay) implements Hypothesis {}

    /** A claim falls away. */
    record Cancelled(int place, String claim) implements Hypothesis {}
}
