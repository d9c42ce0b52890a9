package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;

/**
 * One claim's part in a total from a day on: what it adds when it begins to count, or takes out again when it ceases to.
 * The total of a series as of a date is the sum of its postings up to that day.
 *
 * @param day {@link LocalDate#MIN} for a flow, whose period says it all
 * @param claim its id
 * @param owner canonical organisation, project or the zone that it counts for
 * @param place of its subject below the owner: empty for the owner itself, {@code phase}, {@code phase/line}
 */
public record Posting(TotalRow.Series series, LocalDate day, String claim, Owner owner, String place, Total change) {}
