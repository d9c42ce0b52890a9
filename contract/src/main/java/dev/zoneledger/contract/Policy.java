package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy document with its measures.
 *
 * @param issuer id of the organisation that issued it
 * @param target what it is to reach, and by when, in a few words
 * @param measuresStated how many measures the source says there are; may be more than are named
 * @param measures those that are named
 */
public record Policy(
        String zone,
        String id,
        int revision,
        String name,
        @Nullable String localName,
        @Nullable String issuer,
        @Nullable PartialDate issuedOn,
        @Nullable String target,
        @Nullable Integer measuresStated,
        List<String> measures,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {
    public Policy {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.text("name", name);
        Check.optionalId("issuer", issuer);
        measures = Check.list(measures);
        inferred = Check.list(inferred);
        Check.that(
                measuresStated == null || measuresStated >= measures.size(),
                "measuresStated must not be less than the number of measures");
    }
}
