package dev.zoneledger.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the arithmetic of totals needs of a claim's content, the same for everybody who adds. Whether it counts is decided
 * by what stands beside it: its mark, its subject, the other claims of its series.
 *
 * @param place of the subject below its zone, organisation or project: empty for that itself, {@code phase-1} or
 *     {@code phase-1/powder} for parts of a project
 * @param slot what the figure is a figure of: the status of a capacity, the period of a flow; empty for a count
 * @param from the day from which a stock counts; {@link LocalDate#MIN} for a flow and where it is not known
 * @param notLater whether it may have begun before that day
 * @param untimed why it belongs to no date or period; null if it does
 * @param published the last day on which its source may have been published; {@link LocalDate#MIN} if that is not known
 * @param unit the base unit of the figure, or of the product where there is none; empty if that is not known either
 * @param figure in the base unit; null if there is none
 * @param qualifier of the figure
 */
public record Addend(
        String place,
        String slot,
        LocalDate from,
        boolean notLater,
        @Nullable Untimed untimed,
        LocalDate published,
        String unit,
        @Nullable BigDecimal figure,
        @Nullable Qualifier qualifier) {

    /** Why a claim is in no total of any date or period. */
    public enum Untimed {
        /** It adds up since a start, which may be unknown. */
        CUMULATIVE("cumulative"),
        /** Nothing says from when on it holds. */
        DATE_UNKNOWN("date-unknown");

        private final String code;

        Untimed(String code) {
            this.code = code;
        }

        /** The name in queries and answers. */
        public String code() {
            return code;
        }
    }

    private static final Map<Unit.Dimension, String> BASE_UNITS = baseUnits();

    public Addend {
        Check.that((figure == null) == (qualifier == null), "a figure, and only a figure, has a qualifier");
    }

    public static Addend of(Claim claim) {
        PartialDate from = claim.effectiveFrom();
        String publishedOn = claim.source().publishedOn();
        Quantity.Figure figure = claim.quantity() instanceof Quantity.Figure stated ? stated : null;
        return new Addend(
                claim.subject().place(),
                slot(claim),
                from == null ? LocalDate.MIN : from.effectiveDay().orElse(LocalDate.MIN),
                from != null && from.mayHaveBegunEarlier(),
                untimed(claim),
                publishedOn == null ? LocalDate.MIN : PartialDate.lastDay(publishedOn),
                figure == null ? unitOf(claim) : figure.unit().base().code(),
                figure == null ? null : figure.unit().toBase(figure.value()),
                figure == null ? null : figure.qualifier());
    }

    private static String slot(Claim claim) {
        if (claim.period() != null) {
            return claim.period().text();
        }
        return claim.status() == null ? "" : claim.status().code();
    }

    private static @Nullable Untimed untimed(Claim claim) {
        Period period = claim.period();
        if (claim.basis() == Basis.CUMULATIVE
                || (period != null && period.from() == null && !period.equals(Period.UNSTATED_YEAR))) {
            return Untimed.CUMULATIVE;
        }
        PartialDate from = claim.effectiveFrom();
        return from != null && from.effectiveDay().isEmpty() ? Untimed.DATE_UNKNOWN : null;
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
