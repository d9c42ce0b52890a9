package dev.zoneledger.metrics.state;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.zoneledger.contract.Position;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Moment;
import dev.zoneledger.metrics.ledger.Total;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
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

    /** How many are kept of a product's totals. */
    public static final int KEPT = 32;

    /** Of the record, in its partition. */
    public long offset() {
        return position.offsets().sequencedValues().getFirst();
    }

    Change with(Map<Line, Total> others) {
        return new Change(position, recordedAt, cause, record, others);
    }

    /** What it changed in the totals as of a date, without their beginnings; each line has no day any more. */
    public Map<Line, Total> asOf(LocalDate asOf) {
        Map<Line, Total> sums = new LinkedHashMap<>();
        deltas.forEach((line, delta) -> {
            if (!line.moment().day().isAfter(asOf)) {
                sums.merge(new Line(Moment.of(line.moment().slot()), line.unit()), delta.standing(), Total::plus);
            }
        });
        sums.values().removeIf(Total::isZero);
        return sums;
    }
}
