package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place among others, without a quantity.
 *
 * @param position 1 for the first
 * @param only whether the source says that there is no other ("the only one", "a monopoly")
 * @param among whom it is compared with: {@code China}
 * @param in what the place is in, in a few words
 * @param product code of the product tree, where it is about one
 */
public record Ranking(
        String zone,
        String id,
        int revision,
        Subject subject,
        int position,
        boolean only,
        String among,
        String in,
        @Nullable String product,
        @Nullable PartialDate asOf,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {
    public Ranking {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.present("subject", subject);
        Check.that(position >= 1, "position starts at 1");
        Check.text("among", among);
        Check.text("in", in);
        inferred = Check.list(inferred);
    }
}
