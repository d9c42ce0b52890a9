package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement by one source about one subject, measure, product and period.
 *
 * @param id the same claim corrected bears the same id and a higher revision
 * @param product code of the product tree; capacity and output have one, the money measures may
 * @param counted what a count counts: {@code patents}; null for every other measure
 * @param quantity a figure of a dimension that fits the measure, or the reason why there is none
 * @param status of a capacity: where the line stands from {@code effectiveFrom} on; null for every other measure
 * @param effectiveFrom of a capacity or count
 * @param period of a flow
 * @param reason why it has its rank; needed for deprecated and quarantined
 * @param readings the ways in which a quarantined claim can be read
 * @param inferred what of this claim no source says, and how it was inferred
 */
public record Claim(
        String zone,
        String id,
        int revision,
        Subject subject,
        Measure measure,
        @Nullable String product,
        @Nullable String counted,
        Quantity quantity,
        @Nullable Status status,
        Basis basis,
        @Nullable PartialDate effectiveFrom,
        @Nullable Period period,
        ClaimRank rank,
        @Nullable String reason,
        List<Reading> readings,
        @Nullable Speaker statedBy,
        Source source,
        List<String> inferred,
        @Nullable String note)
        implements CapacityEvent {
    public Claim {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.present("subject", subject);
        Check.present("measure", measure);
        Check.present("quantity", quantity);
        Check.present("basis", basis);
        Check.present("rank", rank);
        Check.present("source", source);
        Check.optionalId("product", product);
        Check.optionalId("counted", counted);
        readings = Check.list(readings);
        inferred = Check.list(inferred);
        Check.that(subject.zone() == null || subject.zone().equals(zone), "a claim on a zone is in that zone's log");
        Check.that(
                measure != Measure.CAPACITY || (product != null && status != null),
                "a capacity has a product and a status");
        Check.that(measure == Measure.CAPACITY || status == null, "only a capacity has a status");
        Check.that(measure != Measure.OUTPUT || product != null, "an output has a product");
        Check.that((measure == Measure.COUNT) == (counted != null), "a count, and only a count, says what is counted");
        Check.that(measure.isFlow() == (period != null), "a flow, and only a flow, has a period");
        Check.that(measure.isFlow() == (effectiveFrom == null), "a stock, and only a stock, has effectiveFrom");
        Check.that(
                measure != Measure.CAPACITY || basis == Basis.ACTUAL || basis == Basis.PLANNED,
                "the basis of a capacity is actual or planned");
        Check.that(fits(measure, quantity), "the unit does not fit the measure");
        Check.that(
                rank == ClaimRank.NORMAL || rank == ClaimRank.PREFERRED || reason != null,
                "a claim that is deprecated or quarantined needs a reason");
    }

    /** What this claim says, under that id and revision. */
    public Claim as(String otherId, int otherRevision) {
        return new Claim(
                zone,
                otherId,
                otherRevision,
                subject,
                measure,
                product,
                counted,
                quantity,
                status,
                basis,
                effectiveFrom,
                period,
                rank,
                reason,
                readings,
                statedBy,
                source,
                inferred,
                note);
    }

    /** The same claim corrected in from when on it holds, and under that rank. */
    public Claim corrected(
            int otherRevision, ClaimRank otherRank, @Nullable String otherReason, PartialDate otherEffectiveFrom) {
        return new Claim(
                zone,
                id,
                otherRevision,
                subject,
                measure,
                product,
                counted,
                quantity,
                status,
                basis,
                otherEffectiveFrom,
                period,
                otherRank,
                otherReason,
                readings,
                statedBy,
                source,
                inferred,
                note);
    }

    /** Whether the quantity is of a dimension that the measure is told in. */
    public static boolean fits(Measure measure, Quantity quantity) {
        return switch (quantity) {
            case Quantity.NoFigure none -> true;
            case Quantity.Figure figure -> fits(measure, figure.unit());
        };
    }

    /** Whether the measure is told in units of this dimension. */
    public static boolean fits(Measure measure, Unit unit) {
        return switch (unit.dimension()) {
            case MASS_PER_YEAR, SETS_PER_YEAR, PIECES_PER_YEAR, ENERGY_PER_YEAR, POWER_PER_YEAR ->
                measure == Measure.CAPACITY;
            case MASS, SETS, PIECES, ENERGY, POWER -> measure == Measure.OUTPUT;
            case MONEY -> measure.family() == Measure.Family.VALUE;
            case NUMBER -> measure == Measure.COUNT;
        };
    }
}
