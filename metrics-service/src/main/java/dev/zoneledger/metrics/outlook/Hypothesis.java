package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.EventCodec;
import java.time.Period;

/** What is supposed; each stands at its place in the request. */
sealed interface Hypothesis {

    int place();

    /** What it changes; a scenario changes a thing once. */
    String subject();

    /** A change of one claim. */
    sealed interface OfClaim extends Hypothesis {

        /** Its id. */
        String claim();

        @Override
        default String subject() {
            return "claim " + claim();
        }
    }

    /** A claim comes that is not on record, or a later revision of one that is. */
    record Added(int place, String claim, EventCodec.Decoded decoded) implements OfClaim {}

    /** A claim holds from a later date on. */
    record Delayed(int place, String claim, Period delay) implements OfClaim {}

    /** A claim falls away. */
    record Cancelled(int place, String claim) implements OfClaim {}

    /** A project is registered, or a later revision of one that is. */
    record Registered(int place, String project, EventCodec.Decoded decoded) implements Hypothesis {
        @Override
        public String subject() {
            return "project " + project;
        }
    }
}
