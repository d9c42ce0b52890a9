package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Qualifier;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Claims as observations in SDMX-CSV 2.0. The claim is a dimension: two sources that speak of one series and date are two
 * observations. docs/exports.md has the codes.
 */
final class Observations {

    /** SDMX's code for "not applicable". */
    private static final String NOT_APPLICABLE = "_Z";

    private static final String OTHER_FREQUENCY = "_O";

    static final List<Column> COLUMNS = List.of(
            constant("STRUCTURE", "dataflow"),
            constant("STRUCTURE_ID", "ZONE_LEDGER:CLAIMS(1.0)"),
            constant("ACTION", "I"),
            Column.of("FREQ", "period", Observations::frequency),
            Column.of("ZONE", "zone"),
            Column.of("SUBJECT", "subject", Observations::subject),
            Column.of("MEASURE", "measure"),
            dimension("PRODUCT", "product"),
            dimension("COUNTED", "counted"),
            dimension("STATUS", "status"),
            Column.of("BASIS", "basis"),
            Column.of("CLAIM", "id"),
            Column.of("TIME_PERIOD", "period", Observations::time),
            Column.of("OBS_VALUE", "quantity.value"),
            Column.of("OBS_STATUS", "quantity", Observations::status),
            Column.of("UNIT_MEASURE", "quantity.unit"),
            constant("UNIT_MULT", "0"),
            Column.of("QUALIFIER", "quantity.qualifier"),
            Column.of("DATE_BOUND", "effectiveFrom.bound"),
            Column.of("CLAIM_RANK", "rankInForce"),
            Column.of("REVISION", "revision"),
            Column.of("SOURCE", "source.uri"),
            Column.of("PUBLISHER", "source.publisher"),
            Column.of("PUBLISHED_ON", "source.publishedOn"),
            Column.of("STATED_BY", "statedBy.name"));

    private Observations() {}

    private static Column constant(String header, String value) {
        return Column.of(header, "zone", claim -> value);
    }

    private static Column dimension(String header, String field) {
        return Column.of(header, field, claim -> claim.path(field).asText(NOT_APPLICABLE));
    }

    /** Whether SDMX has a time for it: not for a date or a year that is not known, and not since an unknown start. */
    static boolean isOne(JsonNode claim) {
        return time(claim) != null;
    }

    private static @Nullable String time(JsonNode claim) {
        if (!claim.has("period")) {
            return claim.path("effectiveFrom").path("date").textValue();
        }
        Period period = period(claim);
        if (period.from() == null || period.to() == null) {
            return null;
        }
        return period.text().contains("/") ? period.from() + "/" + duration(period.from(), period.to()) : period.text();
    }

    /** ISO 8601, both days included. */
    private static String duration(LocalDate from, LocalDate to) {
        LocalDate end = to.plusDays(1);
        return from.getDayOfMonth() == 1 && end.getDayOfMonth() == 1
                ? "P" + ChronoUnit.MONTHS.between(from, end) + "M"
                : "P" + ChronoUnit.DAYS.between(from, end) + "D";
    }

    private static Period period(JsonNode claim) {
        return Period.of(claim.get("period").textValue());
    }

    /** CL_FREQ; a stock has none. */
    private static String frequency(JsonNode claim) {
        if (!claim.has("period")) {
            return NOT_APPLICABLE;
        }
        String text = period(claim).text();
        if (text.contains("/")) {
            return OTHER_FREQUENCY;
        }
        if (text.contains("Q")) {
            return "Q";
        }
        return switch (text.length()) {
            case 4 -> "A";
            case 7 -> "M";
            default -> "D";
        };
    }

    private static String subject(JsonNode claim) {
        JsonNode subject = claim.path("subject");
        if (subject.has("zone")) {
            return "zone/" + subject.get("zone").textValue();
        }
        if (subject.has("organisation")) {
            return "organisation/" + subject.get("organisation").textValue();
        }
        StringBuilder path = new StringBuilder("project");
        for (String part : List.of("project", "phase", "line")) {
            if (subject.has(part)) {
                path.append('/').append(subject.get(part).textValue());
            }
        }
        return path.toString();
    }

    /** CL_OBS_STATUS; of several that apply the first. */
    private static String status(JsonNode claim) {
        JsonNode quantity = claim.path("quantity");
        if (quantity.has("reason")) {
            return switch (Absence.of(quantity.get("reason").textValue())) {
                case ABSENT -> "O"; // missing value
                case NOT_APPLICABLE -> "M"; // missing value, data cannot exist
                case WITHHELD -> "Q"; // missing value, suppressed
            };
        }
        switch (ClaimRank.of(claim.path("rankInForce").textValue())) {
            case QUARANTINED -> {
                return "V"; // unvalidated
            }
            case DEPRECATED -> {
                return "U"; // low reliability
            }
            case PREFERRED, NORMAL -> {}
        }
        switch (Basis.of(claim.path("basis").textValue())) {
            case PLANNED, TARGET -> {
                return "F"; // forecast
            }
            case ACTUAL, CUMULATIVE -> {}
        }
        return Objects.equals(quantity.path("qualifier").textValue(), Qualifier.EXACT.code()) ? "A" : "E";
    }
}
