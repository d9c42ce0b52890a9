package dev.zoneledger.catalog.series;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.catalog.registry.ClaimDocuments;
import dev.zoneledger.catalog.registry.DatedReads;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.registry.Subjects;
import dev.zoneledger.catalog.registry.Then;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where sources disagree. Claims that are retracted, superseded, deprecated or quarantined are decided about and disagree with
 * nobody; nor does a source with itself.
 */
@ApplicationScoped
class Disagreements {

    private static final int MOST_CLAIMS = 20;

    /**
     * Of one series and date or period, figures that do not meet. A figure is what it may be: exactly so much, so much or more,
     * up to so much. The spread is how far the highest lower bound is above the lowest upper bound, as a part of itself. Points
     * come in the order of the index claim_by_series, so a full page ends the work.
     */
    private static final String FIGURES = """
            SELECT p.measure, p.basis, p.subject, p.product, p.counted, p.period,
                   cast(nullif(p.from_day, '-infinity') AS text) AS from_day, d.unit, d.low, d.high,
                   trim_scale(round((d.high - d.low) / d.high, 4)) AS spread, d.ids
            FROM (SELECT measure, basis, subject, coalesce(product, '') AS product, coalesce(counted, '') AS counted,
                         coalesce(period, '') AS period, from_day
                  FROM claim
                  WHERE zone = :zone AND document IS NOT NULL AND untimed IS NULL AND figure IS NOT NULL
                    AND from_day <= cast(:day AS date)
                    AND (zone, measure, basis, subject, coalesce(product, ''), coalesce(counted, ''), coalesce(period, ''),
                         cast(from_day AS text))
                        > (:zone, :key0, :key1, :key2, :key3, :key4, :key5, :key6)
                  GROUP BY measure, basis, subject, coalesce(product, ''), coalesce(counted, ''), coalesce(period, ''), from_day
                  -- However they are qualified, they lie no further apart than this.
                  HAVING max(figure) - min(figure) > :tolerance * max(figure) AND (:id = '' OR bool_or(id = :id))) AS p,
                 LATERAL (
                     SELECT u.* FROM (SELECT s.unit, max(CASE WHEN s.qualifier = 'at-most' THEN 0 ELSE s.figure END) AS high,
                            min(CASE WHEN s.qualifier <> 'at-least' THEN s.figure END) AS low,
                            string_agg(s.id, ' ' ORDER BY s.preferred DESC, s.published DESC, s.id COLLATE "C" DESC) AS ids
                     FROM standing AS s JOIN claim AS c ON c.zone = s.zone AND c.id = s.id
                     WHERE s.zone = :zone AND s.measure = p.measure AND s.basis = p.basis AND s.subject = p.subject
                       AND coalesce(s.product, '') = p.product AND coalesce(s.counted, '') = p.counted
                       AND coalesce(s.period, '') = p.period AND s.from_day = p.from_day AND s.figure IS NOT NULL
                       AND coalesce(s.barred, '') IN ('', 'unresolved', 'outside-zone')
                     GROUP BY s.unit
                     HAVING count(DISTINCT c.document #>> '{source,uri}') > 1) AS u
                     -- Figures of two units cannot be compared; where both have a spread the wider one is told.
                     ORDER BY (u.high - u.low) / nullif(u.high, 0) DESC NULLS LAST LIMIT 1) AS d
            WHERE d.high > d.low AND (d.high - d.low) / d.high > :tolerance
            ORDER BY p.measure, p.basis, p.subject, p.product, p.counted, p.period, cast(p.from_day AS text)
            LIMIT :most""";

    /**
     * Of one product in one project (organisation, zone), stages of life that cannot both be. One claim puts the line at a later
     * stage from a day on, another one, of the same or of a later day, at an earlier stage; the day of a month or year is its
     * first one. They are of the same subject, or one's subject is a part of the other's.
     */
    private static final String STATUSES = """
            SELECT f.top, f.product, d.ids
            FROM (SELECT split_part(subject, '/', 1) || '/' || split_part(subject, '/', 2) AS top,
                         split_part(subject, '/', 2) AS id, product
                  FROM claim
                  WHERE zone = :zone AND measure = 'capacity' AND basis = 'actual' AND document IS NOT NULL
                    AND untimed IS NULL AND from_day <= cast(:day AS date)
                    AND status IN ('announced', 'approved', 'construction', 'commissioning', 'operating')
                    AND (split_part(subject, '/', 1) || '/' || split_part(subject, '/', 2), product) > (:key0, :key1)
                  GROUP BY 1, 2, 3
                  HAVING count(DISTINCT status) > 1 AND (:id = '' OR bool_or(claim.id = :id))) AS f,
                 LATERAL (
                     WITH speaking AS MATERIALIZED (
                         SELECT s.id, s.subject, s.from_day, c.document #>> '{source,uri}' AS source,
                                cast(left(c.document #>> '{effectiveFrom,date}' || '-01-01', 10) AS date) AS earliest,
                                array_position(ARRAY['announced', 'approved', 'construction', 'commissioning', 'operating'],
                                               c.status) AS stage
                         FROM standing AS s JOIN claim AS c ON c.zone = s.zone AND c.id = s.id
                         WHERE c.zone = :zone AND c.measure = 'capacity' AND c.basis = 'actual' AND c.product = f.product
                           AND (c.project = f.id OR c.organisation = f.id OR c.subject = f.top)
                           AND split_part(c.subject, '/', 1) || '/' || split_part(c.subject, '/', 2) = f.top
                           AND c.from_day <= cast(:day AS date)
                           AND coalesce(s.barred, '') IN ('', 'unresolved', 'outside-zone'))
                     SELECT string_agg(DISTINCT each, ' ') AS ids
                     FROM speaking AS later JOIN speaking AS sooner
                          ON later.stage > sooner.stage AND later.earliest <= sooner.from_day
                         AND later.source <> sooner.source
                         AND (later.subject = sooner.subject OR starts_with(later.subject, sooner.subject || '/')
                              OR starts_with(sooner.subject, later.subject || '/')),
                          LATERAL unnest(ARRAY[later.id, sooner.id]) AS each) AS d
            WHERE d.ids IS NOT NULL
            ORDER BY f.top, f.product
            LIMIT :most""";

    private final Registry registry;
    private final ClaimDocuments documents;

    Disagreements(Registry registry, ClaimDocuments documents) {
        this.registry = registry;
        this.documents = documents;
    }

    /** One that was found, and where it stands in the order of its kind. */
    record Found(Conflict conflict, List<String> keys) {}

    List<Found> figures(String zone, String id, BigDecimal tolerance, DatedReads reads, List<String> after, int most) {
        Map<String, Object> parameters = parameters(zone, id, reads, after, most);
        parameters.put("tolerance", tolerance);
        List<Tuple> rows = registry.rows(Then.ofClaims(FIGURES, reads), parameters);
        Map<String, ? extends JsonNode> claims = claims(zone, rows, reads);
        return rows.stream()
                .map(row -> {
                    Series series = Series.of(zone, row);
                    String from = (String) row.get("from_day");
                    String period = (String) row.get("period");
                    List<String> keys = series.keys();
                    keys.add(period);
                    keys.add(from == null ? "-infinity" : from);
                    List<String> ids = ids(row);
                    return new Found(
                            new Conflict.Disagreement(
                                    "figure",
                                    zone,
                                    Subjects.of(series.subject()),
                                    series.product(),
                                    from,
                                    period.isEmpty() ? null : period,
                                    (String) row.get("unit"),
                                    (BigDecimal) row.get("low"),
                                    (BigDecimal) row.get("high"),
                                    (BigDecimal) row.get("spread"),
                                    ids.size(),
                                    shown(ids, claims),
                                    Map.of("series", series.self())),
                            keys);
                })
                .toList();
    }

    List<Found> statuses(String zone, String id, DatedReads reads, List<String> after, int most) {
        List<Tuple> rows = registry.rows(Then.ofClaims(STATUSES, reads), parameters(zone, id, reads, after, most));
        Map<String, ? extends JsonNode> claims = claims(zone, rows, reads);
        return rows.stream()
                .map(row -> {
                    String top = (String) row.get("top");
                    String product = (String) row.get("product");
                    List<String> ids = ids(row);
                    return new Found(
                            new Conflict.Disagreement(
                                    "status",
                                    zone,
                                    Subjects.of(top),
                                    product,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    ids.size(),
                                    shown(ids, claims),
                                    Map.of(
                                            "series",
                                            "/v1/series?zone=" + zone + "&measure=capacity&basis=actual&product="
                                                    + product
                                                    + (top.startsWith("zone/") ? "" : "&" + top.replace('/', '=')))),
                            List.of(top, product));
                })
                .toList();
    }

    private static Map<String, Object> parameters(
            String zone, String id, DatedReads reads, List<String> after, int most) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("zone", zone, "id", id, "day", reads.lastDay(), "most", most));
        for (int i = 0; i < after.size(); i++) {
            parameters.put("key" + i, after.get(i));
        }
        return parameters;
    }

    /** The claims of all rows, with one query. */
    private Map<String, ? extends JsonNode> claims(String zone, List<Tuple> rows, DatedReads reads) {
        Set<String> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids(row).stream().limit(MOST_CLAIMS).forEach(ids::add));
        return documents.inZone(zone, ids, reads.past());
    }

    private static List<JsonNode> shown(List<String> ids, Map<String, ? extends JsonNode> claims) {
        List<JsonNode> shown = new ArrayList<>();
        for (String id : ids) {
            @Nullable JsonNode claim = claims.get(id);
            if (claim != null) {
                shown.add(claim);
            }
        }
        return shown;
    }

    private static List<String> ids(Tuple row) {
        return List.of(((String) row.get("ids")).split(" "));
    }
}
