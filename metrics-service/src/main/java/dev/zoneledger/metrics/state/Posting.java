package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.List;

/**
 * One claim's part in a total from a day on: what it adds when it begins to count, or takes out again when it ceases to.
 * The total of a series as of a date is the sum of its postings up to that day.
 *
 * @param day {@link LocalDate#MIN} for a flow, whose period says it all
 * @param claim its id
 * @param owner canonical organisation, project or the zone that it counts for
 * @param place of its subject below the owner: empty for the owner itself, {@code phase}, {@code phase/line}
 */
public record Posting(TotalRow.Series series, LocalDate day, String claim, Owner owner, String place, Total change) {

    /** All postings of a cell. */
    static List<Posting> of(Cell cell, Evaluation evaluation) {
        return evaluation.steps().stream()
                .map(step -> new Posting(
                        new TotalRow.Series(
                                cell.measure(),
                                cell.basis(),
                                cell.product(),
                                step.entry().slot(),
                                step.entry().unit()),
                        step.day(),
                        step.entry().claim(),
                        cell.owner(),
                        step.entry().place(),
                        step.change()))
                .toList();
    }

    /** What takes it back. */
    Posting negated() {
        return new Posting(series, day, claim, owner, place, change.negated());
    }

    /** Whether the claim begins to count. */
    public boolean begins() {
        return change.claims() > 0;
    }
}
