package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one total is by now: the data of {@code zone.total.changed.v1}. Of a product its descendants are in it, as in the
 * answers of the metrics. Amounts are in the base unit; {@code value}, {@code lower} and {@code upper} are left out where no
 * claim carries a figure, {@code upper} also where it is open.
 *
 * @param product left out where a money measure is told of no product
 * @param status of a capacity
 * @param period of a flow
 * @param unit base unit; left out if nothing says it
 * @param asOf of a capacity, the day (ISO 8601) that it is told for: the present one, UTC, when it was published
 * @param claims all claims in it, also those without a figure
 * @param approximate claims whose figure is approximate
 * @param withoutFigure claims that state no figure
 * @param mayHaveBegunEarlier claims that count from a later day on, of which only "not later than" is known
 * @param position how far it reflects the log
 */
public record ZoneTotal(
        String zone,
        Scope scope,
        Measure measure,
        Basis basis,
        @Nullable String product,
        @Nullable Status status,
        @Nullable Period period,
        @Nullable String unit,
        @Nullable String asOf,
        @Nullable BigDecimal value,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        long claims,
        long approximate,
        long withoutFigure,
        @Nullable Long mayHaveBegunEarlier,
        String position) {

    /** Who speaks in a total. */
    public enum Scope {
        /** Organisations and their projects, from the bottom up. */
        REGISTERED("registered"),
        /** The zone as a whole; never an addend of what is registered. */
        DECLARED("declared");

        private final String code;

        Scope(String code) {
            this.code = code;
        }

        @JsonValue
        public String code() {
            return code;
        }

        @JsonCreator
        static Scope of(String code) {
            return Arrays.stream(values())
                    .filter(each -> each.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no scope: " + code));
        }
    }

    public ZoneTotal {
        Check.id("zone", zone);
        Check.that((status == null) != (period == null), "a total is one of a status or of a period");
        Check.that(claims >= 0 && approximate >= 0 && withoutFigure >= 0, "claims are counted");
        if (asOf != null) {
            LocalDate.parse(asOf);
        }
        Position.parse(position);
    }
}
