package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/**
 * Who said it: a company about itself is not the bureau. At least one component is there.
 *
 * @param name the person's, as printed
 * @param office the person's
 * @param organisation id of the organisation that the person speaks for
 */
public record Speaker(
        @Nullable String name,
        @Nullable String office,
        @Nullable String organisation) {
    public Speaker {
        Check.that(name != null || office != null || organisation != null, "statedBy must name somebody");
        Check.optionalId("organisation", organisation);
    }
}
