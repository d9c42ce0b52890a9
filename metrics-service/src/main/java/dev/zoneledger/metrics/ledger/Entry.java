package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the arithmetic needs of a claim.
 *
 * @param claim its id
 * @param place of its subject below the owner, see {@link Owner#place}
 * @param slot what its figure is a figure of: the status of a capacity, the period of a flow
 * @param from the day from which a capacity counts; {@link LocalDate#MIN} for a flow and where it is not known
 * @param notLater whether it may have begun before that day
 * @param barred why it can be in no total, whatever else is known; null if it can
 * @param unit the base unit of its figure, or of its product where it has none; empty if that is not known either
 * @param figure null if it states none
 */
public record Entry(
        String claim,
        String place,
        String slot,
        LocalDate from,
        boolean notLater,
        @Nullable Reason barred,
        boolean preferred,
        @Nullable String publishedOn,
        String unit,
        @Nullable Figure figure) {

    /** The slot of a capacity of which no source says where it stands. */
    static final String UNKNOWN = Status.UNKNOWN.code();

    private static final Map<Unit.Dimension, String> BASE_UNITS = baseUnits();

    /**
     * A figure in the base unit.
     *
     * @param value not negative
     */
    public record Figure(BigDecimal value, Qualifier qualifier) {}

    /** Of a claim whose content has come. */
    public static Entry of(ClaimState state) {
        Claim claim = Objects.requireNonNull(state.claim());
        PartialDate from = claim.effectiveFrom();
        return new Entry(
                claim.id(),
                Owner.place(claim.subject()),
                slot(claim),
                from == null ? LocalDate.MIN : from.effectiveDay().orElse(LocalDate.MIN),
                from != null && from.mayHaveBegunEarlier(),
                barred(state, claim),
                state.rank().orElseThrow() == ClaimRank.PREFERRED,
                claim.source().publishedOn(),
                switch (claim.quantity()) {
                    case Quantity.Figure(var value, var unit, var qualifier, var printed) ->
                        unit.base().code();
                    case Quantity.NoFigure none -> unitOf(claim);
                },
                switch (claim.quantity()) {
                    case Quantity.Figure(var value, var unit, var qualifier, var printed) ->
                        new Figure(unit.toBase(value), qualifier);
                    case Quantity.NoFigure none -> null;
                });
    }

    /** What it adds to a total while it counts. */
    public Total amount() {
        if (figure == null) {
            return new Total(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, 1, 0, 1, 0);
        }
        BigDecimal value = figure.value;
        return switch (figure.qualifier) {
            case EXACT -> new Total(value, value, value, 0, 1, 0, 0, 0);
            case APPROXIMATELY -> new Total(value, value, value, 0, 1, 1, 0, 0);
            case AT_LEAST -> new Total(value, value, BigDecimal.ZERO, 1, 1, 0, 0, 0);
            case AT_MOST -> new Total(value, BigDecimal.ZERO, value, 0, 1, 0, 0, 0);
        };
    }

    Standing standing() {
        return new Standing(preferred ? ClaimRank.PREFERRED : ClaimRank.NORMAL, barred != null, publishedOn, claim);
    }

    private static String slot(Claim claim) {
        return claim.period() == null
                ? Objects.requireNonNull(claim.status()).code()
                : claim.period().text();
    }

    private static @Nullable Reason barred(ClaimState state, Claim claim) {
        if (state.isRetracted()) {
            return Reason.RETRACTED;
        }
        if (state.isSuperseded()) {
            return Reason.SUPERSEDED;
        }
        return switch (state.rank().orElseThrow()) {
            case DEPRECATED -> Reason.DEPRECATED;
            case QUARANTINED -> Reason.QUARANTINED;
            case PREFERRED, NORMAL -> outOfTime(claim);
        };
    }

    private static @Nullable Reason outOfTime(Claim claim) {
        Period period = claim.period();
        if (claim.basis() == Basis.CUMULATIVE
                || (period != null && period.from() == null && !period.equals(Period.UNSTATED_YEAR))) {
            return Reason.CUMULATIVE;
        }
        PartialDate from = claim.effectiveFrom();
        return from != null && from.effectiveDay().isEmpty() ? Reason.DATE_UNKNOWN : null;
    }

    /** In what a figure would be told if there were one. */
    private static String unitOf(Claim claim) {
        if (claim.product() == null) {
            return "";
        }
        return ProductTree.builtIn()
                .find(claim.product())
                .map(product -> switch (claim.measure().family()) {
                    case CAPACITY -> BASE_UNITS.getOrDefault(product.dimension().capacity(), "");
                    case OUTPUT -> BASE_UNITS.getOrDefault(product.dimension().output(), "");
                    case VALUE, COUNT -> "";
                })
                .orElse("");
    }

    private static Map<Unit.Dimension, String> baseUnits() {
        Map<Unit.Dimension, String> units = new EnumMap<>(Unit.Dimension.class);
        for (String code : Unit.quantityCodes()) {
            Unit base = Unit.of(code).base();
            units.put(base.dimension(), base.code());
        }
        return units;
    }
}
