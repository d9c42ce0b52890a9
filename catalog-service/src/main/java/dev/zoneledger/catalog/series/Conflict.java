package dev.zoneledger.catalog.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Subject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Claims that disagree, or one name with several contents. */
@Schema(oneOf = {Conflict.Disagreement.class, Conflict.OneName.class})
sealed interface Conflict {

    /** The sort of conflict: status, figure, revision, event. */
    String on();

    /**
     * Claims of several sources that cannot all be so.
     *
     * @param on status or figure
     * @param subject of figures that of the series; of statuses the project, organisation or zone that all of the claims are
     *     on, or on a part of
     * @param from of figures of a stock: the day from which they count
     * @param period of figures of a flow
     * @param low the lowest upper bound, in {@code unit}, the base unit of the dimension
     * @param high the highest lower bound, in {@code unit}
     * @param spread (high - low) / high
     * @param claimsInAll how many claims there are; at most 20 are shown
     * @param claims of figures in the order of precedence, of statuses by id
     * @param links to the series
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Disagreement(
            String on,
            String zone,
            Subject subject,
            @Nullable String product,
            @Nullable String from,
            @Nullable String period,
            @Nullable String unit,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable BigDecimal spread,
            int claimsInAll,
            List<JsonNode> claims,
            Map<String, String> links)
            implements Conflict {}

    /**
     * One name with several contents.
     *
     * @param on {@code revision}: of one record, of which the first content holds; or {@code event}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OneName(
            String on,
            String zone,
            @Nullable String kind,
            @Nullable String id,
            @Nullable Integer revision,
            @Nullable String source,
            @Nullable String event,
            List<Stated> contents)
            implements Conflict {}

    /** One content, and the event that brought it first. */
    record Stated(
            String kind,
            String id,
            int revision,
            String hash,
            @Nullable String source,
            String event,
            String position,
            String recordedAt,
            JsonNode content) {}
}
