package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a printed figure is understood as, and what it is told of. */
final class Figures {

    private Figures() {}

    /** A text that was read as a figure, or why it was not. */
    sealed interface Understanding {}

    /**
     * @param value in the unit; not yet held against the limits of a figure
     * @param yearInferred whether "a year" is not printed but follows from the measure
     * @param unitBeside whether the unit stands in a column of its own or in the header
     */
    record Understood(BigDecimal value, Unit unit, Qualifier qualifier, boolean yearInferred, boolean unitBeside)
            implements Understanding {}

    record NoFigure(Absence reason) implements Understanding {}

    /** @param detail what was found and what is expected, in words for the person who wrote it */
    record Refused(String detail, @Nullable String suggestion) implements Understanding {}

    /**
     * What the rest of the row says of a figure.
     *
     * @param unit what the column of units holds, which must not contradict the figure
     * @param headerUnit what the figure's own header names, for figures that have no unit by themselves
     */
    record Context(
            @Nullable Measure measure,
            @Nullable Product product,
            @Nullable String unit,
            @Nullable String headerUnit) {

        /** Whether a figure in that unit can be one of the measure and the product. */
        boolean takes(Unit candidate) {
            if (measure == null) {
                return true;
            }
            if (!Claim.fits(measure, new Quantity.Figure(BigDecimal.ONE, candidate, Qualifier.EXACT))) {
                return false;
            }
            if (product == null) {
                return true;
            }
            return switch (measure.family()) {
                case CAPACITY -> candidate.dimension() == product.dimension().capacity();
                case OUTPUT -> candidate.dimension() == product.dimension().output();
                case VALUE, COUNT -> true;
            };
        }
    }
}
