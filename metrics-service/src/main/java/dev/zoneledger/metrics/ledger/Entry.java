package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Addend;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.contract.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the arithmetic needs of a claim.
 *
 * @param claim its id
 * @param stated id of the organisation or project that it states, where that is merged into the one that it is filed
 *     under; null where it is filed under what it states
 * @param place of its subject below the owner, see {@link Addend}
 * @param slot what its figure is a figure of: the status of a capacity, the period of a flow
 * @param from the day from which a capacity counts; {@link LocalDate#MIN} for a flow and where it is not known
 * @param notLater whether it may have begun before that day
 * @param barred why it can be in no total, whatever else is known; null if it can
 * @param unit the base unit of its figure, or of its product where it has none; empty if that is not known either
 * @param figure null if it states none
 */
public record Entry(
        String claim,
        @Nullable String stated,
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

    /**
     * A figure in the base unit.
     *
     * @param value not negative
     */
    public record Figure(BigDecimal value, Qualifier qualifier) {}

    /**
     * Of a claim whose content has come.
     *
     * @param owner that it is filed under
     */
    public static Entry of(ClaimState state, Owner owner) {
        Claim claim = Objects.requireNonNull(state.claim());
        Addend addend = Addend.of(claim);
        BigDecimal figure = addend.figure();
        Qualifier qualifier = addend.qualifier();
        return new Entry(
                claim.id(),
                stated(Owner.of(claim.subject()), owner),
                addend.place(),
                addend.slot(),
                addend.from(),
                addend.notLater(),
                barred(state, addend),
                state.rank().orElseThrow() == ClaimRank.PREFERRED,
                claim.source().publishedOn(),
                addend.unit(),
                figure == null || qualifier == null ? null : new Figure(figure, qualifier));
    }

    /** Whom it states, of a claim that is filed under that owner. */
    public Owner statedOwner(Owner owner) {
        return stated == null ? owner : new Owner(owner.kind(), stated);
    }

    /** The same, moved from one owner to another. */
    public Entry moved(Owner from, Owner to) {
        return new Entry(
                claim,
                stated(statedOwner(from), to),
                place,
                slot,
                this.from,
                notLater,
                barred,
                preferred,
                publishedOn,
                unit,
                figure);
    }

    private static @Nullable String stated(Owner stated, Owner owner) {
        return stated.equals(owner) ? null : stated.id();
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

    private static @Nullable Reason barred(ClaimState state, Addend addend) {
        if (state.isRetracted()) {
            return Reason.RETRACTED;
        }
        if (state.isSuperseded()) {
            return Reason.SUPERSEDED;
        }
        return switch (state.rank().orElseThrow()) {
            case DEPRECATED -> Reason.DEPRECATED;
            case QUARANTINED -> Reason.QUARANTINED;
            case PREFERRED, NORMAL -> untimed(addend.untimed());
        };
    }

    private static @Nullable Reason untimed(Addend.@Nullable Untimed untimed) {
        return switch (untimed) {
            case null -> null;
            case CUMULATIVE -> Reason.CUMULATIVE;
            case DATE_UNKNOWN -> Reason.DATE_UNKNOWN;
        };
    }
}
