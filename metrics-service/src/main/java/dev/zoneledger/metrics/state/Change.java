package dev.zoneledger.metrics.state;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.zoneledger.contract.Position;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Total;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/**
 * What one record of the log changed in the totals of a product. As totals can be taken apart, what stood before it follows
 * from what stands now.
 *
 * @param position of the record
 * @param recordedAt when the log took it
 * @param record id of the claim, organisation or project that it is about
 * @param deltas by status and day, or period, and unit
 */
public record Change(Position position, Instant recordedAt, Cause cause, String record, Map<Line, Total> deltas) {

    /** What a record did, told of what it is about. */
    public enum Cause {
        /** A claim came. */
        REPORTED,
        /** A claim got another content under a higher revision. */
        CORRECTED,
        /** A steward decided on a claim's rank. */
        RERANKED,
        /** Another claim took its place. */
        SUPERSEDED,
        /** It was taken back. */
        RETRACTED,
        /** An organisation was registered, or its record changed. */
        ORGANISATION_REGISTERED,
        /** A project was registered, or its record changed. */
        PROJECT_REGISTERED,
        /** An organisation was merged into another, or this was undone. */
        ORGANISATION_MERGED,
        /** A project was merged into another, or this was undone. */
        PROJECT_MERGED;

        /** The name in answers. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the record is a claim's. */
        public boolean isOfClaim() {
            return ordinal() <= RETRACTED.ordinal();
        }
    }

    /** Of the record, in its partition. */
    long offset() {
        return position.offsets().sequencedValues().getFirst();
    }

    Change with(Map<Line, Total> others) {
        return new Change(position, recordedAt, cause, record, others);
    }

    /** What it changed in the total of a slot and unit as of a date. */
    public Total as(String slot, String unit, LocalDate asOf) {
        Total sum = Total.ZERO;
        for (Map.Entry<Line, Total> delta : deltas.entrySet()) {
            Line line = delta.getKey();
            if (line.moment().slot().equals(slot)
                    && line.unit().equals(unit)
                    && !line.moment().day().isAfter(asOf)) {
                sum = sum.plus(delta.getValue());
            }
        }
        return sum.standing();
    }
}
