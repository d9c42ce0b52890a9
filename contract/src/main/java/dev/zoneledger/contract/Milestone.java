package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, without a quantity.
 *
 * @param occurredOn null where only {@code relativeDate} is known
 * @param relativeDate a date told by another event: "less than a year after ..."
 */
public record Milestone(
        String zone,
        String id,
        int revision,
        Subject subject,
        String title,
        @Nullable PartialDate occurredOn,
        @Nullable String relativeDate,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {
    public Milestone {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.present("subject", subject);
        Check.text("title", title);
        inferred = Check.list(inferred);
    }
}
