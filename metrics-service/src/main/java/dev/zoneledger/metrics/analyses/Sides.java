package dev.zoneledger.metrics.analyses;

import dev.zoneledger.metrics.ledger.Installed;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Seat;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.totals.RollUp;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of a utilisation: of one subject, or of all subjects of a product of which both sides have a figure.
 *
 * @param zone where the subjects are, among those of several zones; null where they are of all of them, or of the one asked
 * @param subject null of a product
 * @param unit of the output; empty if none is known
 * @param weighted the capacity, weighted by the days on which it counts
 * @param subjects how many subjects, by what is known of them
 * @param outputsWithoutFigure subjects of which there is an output on record, but no figure
 * @param capacitiesWithoutFigure subjects of which there is a capacity on record, but no figure
 * @param claims of both sides; null of a product
 */
record Sides(
        @Nullable String zone,
        @Nullable Seat subject,
        String product,
        String unit,
        PeriodTotal output,
        Total weighted,
        Utilised.Subjects subjects,
        long outputsWithoutFigure,
        long capacitiesWithoutFigure,
        Utilised.@Nullable Claims claims) {

    static final Comparator<Sides> ORDER = Comparator.comparing(Sides::product, RollUp.BY_PRODUCT)
            .thenComparing(Sides::unit)
            .thenComparing(sides -> sides.subject == null ? "" : String.valueOf(sides.subject.organisation()))
            .thenComparing(sides -> sides.subject == null ? "" : String.valueOf(sides.subject.project()))
            .thenComparing(sides -> String.valueOf(sides.zone));

    /** What rows of several zones are rows of. */
    record Of(@Nullable String zone, @Nullable Seat subject, String product, String unit) {}

    static Sides of(Utilisation.Known known) {
        Total made = known.output().total();
        boolean hasOutput = made.hasFigure();
        boolean hasCapacity = known.weighted().hasFigure();
        boolean both = hasOutput && hasCapacity;
        return new Sides(
                null,
                known.subject(),
                known.product(),
                known.unit(),
                known.output(),
                known.weighted(),
                new Utilised.Subjects(
                        both ? 1 : 0,
                        hasOutput && !both ? 1 : 0,
                        hasCapacity && !both ? 1 : 0,
                        isMoreThanWhole(made, known.weighted()) ? 1 : 0),
                made.claims() > 0 && !hasOutput ? 1 : 0,
                known.weighted().claims() > 0 && !hasCapacity ? 1 : 0,
                new Utilised.Claims(known.outputs(), known.capacities()));
    }

    /** A subject's part in the row of a product: an output, or a capacity, that is not known is not zero. */
    Sides in(String wider) {
        boolean both = subjects.both() > 0;
        return new Sides(
                zone,
                null,
                wider,
                unit,
                both ? output : PeriodTotal.NONE,
                both ? weighted : Total.ZERO,
                subjects,
                outputsWithoutFigure,
                capacitiesWithoutFigure,
                null);
    }

    /** The same among the rows of other zones. */
    Sides among(String ownZone) {
        return new Sides(
                ownZone,
                subject,
                product,
                unit,
                output,
                weighted,
                subjects,
                outputsWithoutFigure,
                capacitiesWithoutFigure,
                claims);
    }

    Sides plus(Sides other) {
        return new Sides(
                zone,
                subject,
                product,
                unit,
                output.plus(other.output),
                weighted.plus(other.weighted),
                subjects.plus(other.subjects),
                outputsWithoutFigure + other.outputsWithoutFigure,
                capacitiesWithoutFigure + other.capacitiesWithoutFigure,
                claims);
    }

    Of of() {
        return new Of(zone, subject, product, unit);
    }

    /** Whether it is a single subject that made more than it could. */
    boolean isAlarm() {
        return subject != null && isMoreThanWhole();
    }

    boolean isMoreThanWhole() {
        return isMoreThanWhole(output.total(), weighted);
    }

    /** By the printed figures, not by the rounded ratio: a little over the whole is over it. */
    private static boolean isMoreThanWhole(Total made, Total weighted) {
        return made.hasFigure()
                && weighted.hasFigure()
                && made.value().multiply(Installed.YEAR).compareTo(weighted.value()) > 0;
    }

    /** Why there is no ratio; null if there is nothing in its way. */
    Utilised.@Nullable Unknown unknown() {
        if (subjects.both() > 0) {
            return weighted.value().signum() == 0 ? Utilised.Unknown.CAPACITY_ZERO : null;
        }
        if (subjects.outputOnly() > 0 && subjects.capacityOnly() > 0) {
            return Utilised.Unknown.NO_COMMON_SUBJECT;
        }
        if (subjects.outputOnly() > 0) {
            return capacitiesWithoutFigure > 0
                    ? Utilised.Unknown.CAPACITY_WITHOUT_FIGURE
                    : Utilised.Unknown.NO_CAPACITY;
        }
        return outputsWithoutFigure > 0 ? Utilised.Unknown.OUTPUT_WITHOUT_FIGURE : Utilised.Unknown.NO_OUTPUT;
    }
}
