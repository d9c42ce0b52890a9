package dev.zoneledger.catalog.sources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.catalog.registry.ClaimDocuments;
import dev.zoneledger.catalog.registry.Documents;
import dev.zoneledger.catalog.registry.Page;
import dev.zoneledger.catalog.registry.Paging;
import dev.zoneledger.catalog.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Claims and records by where they come from. */
@ApplicationScoped
class Origins {

    /** What the claims and records of a zone are told apart by. Its digest is the id of a source or speaker. */
    enum By {
        /** The address of the source; its digest is indexed. */
        SOURCE("document #>> '{source,uri}'"),
        /** Who said it, as JSON with its keys in the order of the database; the zone is gone through. */
        SPEAKER("cast(jsonb_strip_nulls(document -> 'statedBy') AS text)");

        private final String key;

        By(String key) {
            this.key = key;
        }
    }

    private static final String CLAIMS = "(SELECT * FROM claim WHERE document IS NOT NULL)";

    /** From one to the next, so that a source with many claims costs no more than one with few. */
    private static final String NEXT_BY_INDEX = """
            (WITH RECURSIVE next AS (
                 (SELECT md5(%1$s) AS key FROM %2$s AS c WHERE zone = :zone AND md5(%1$s) > :after ORDER BY 1 LIMIT 1)
                 UNION ALL
                 SELECT (SELECT md5(%1$s) FROM %2$s AS c WHERE zone = :zone AND md5(%1$s) > next.key ORDER BY 1 LIMIT 1)
                 FROM next WHERE next.key IS NOT NULL)
             SELECT key FROM next WHERE key IS NOT NULL LIMIT :most)""";

    private static final String ALL = """
            (SELECT DISTINCT md5(%1$s) AS key FROM %2$s AS c WHERE zone = :zone AND md5(%1$s) > :after ORDER BY 1 LIMIT :most)""";

    private static final String SOURCE = """
            mode() WITHIN GROUP (ORDER BY document #>> '{source,publisher}') AS publisher,
            mode() WITHIN GROUP (ORDER BY document #>> '{source,publishedOn}') AS published_on,
            mode() WITHIN GROUP (ORDER BY document #>> '{source,language}') AS language,
            bool_or(cast(document #>> '{source,machineTranslated}' AS boolean)) AS translated""";

    private static final String COUNTS = """
            SELECT md5(%1$s) AS id, %1$s AS key, true AS claims, measure AS kind, count(*) AS number, """ + SOURCE + """
             FROM %2$s AS c WHERE zone = :zone AND md5(%1$s) IN (:ids) GROUP BY 1, 2, measure
            UNION ALL
            SELECT md5(%1$s) AS id, %1$s AS key, false AS claims, kind, count(*) AS number, """ + SOURCE + """
             FROM %3$s AS r WHERE zone = :zone AND md5(%1$s) IN (:ids) GROUP BY 1, 2, kind
            ORDER BY id, claims DESC, kind""";

    private static final String IDS_OF_CLAIMS = """
            SELECT id FROM %2$s AS c
            WHERE zone = :zone AND md5(%1$s) = :key AND id > :after ORDER BY id LIMIT :most""";

    private static final String RECORDS = """
            SELECT kind, id, cast(document AS text) AS document FROM %3$s AS r
            WHERE zone = :zone AND md5(%1$s) = :key AND (kind, id) > (:afterKind, :after) ORDER BY kind, id LIMIT :most""";

    private final Registry registry;
    private final ClaimDocuments documents;

    Origins(Registry registry, ClaimDocuments documents) {
        this.registry = registry;
        this.documents = documents;
    }

    /**
     * How much comes from there.
     *
     * @param any a row of its counts, for what a source says of itself
     * @param claims by measure, those that do not count too
     * @param records by kind
     */
    record Counted(String id, String key, Tuple any, Map<String, Long> claims, Map<String, Long> records) {}

    /** The origins of a zone in the order of their ids. */
    Page page(By by, String zone, boolean past, Paging paging, int limit, Function<Counted, JsonNode> item) {
        String some = by == By.SOURCE && !past ? NEXT_BY_INDEX : ALL;
        List<String> keys = registry
                .rows(
                        sql(some, by, past) + " UNION " + sql(some.replace("%2$s", "%3$s"), by, past)
                                + " ORDER BY 1 LIMIT :most",
                        Map.of("zone", zone, "after", paging.after(1).getFirst(), "most", limit + 1))
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
        List<String> shown = keys.subList(0, Math.min(limit, keys.size()));
        return new Page(
                count(by, zone, past, shown).values().stream().map(item).toList(),
                keys.size() > limit ? paging.next(List.of(shown.getLast())) : null);
    }

    /** One of them; null if nothing comes from there. */
    @Nullable
    Counted one(By by, String zone, boolean past, String id) {
        return count(by, zone, past, List.of(id)).get(id);
    }

    private Map<String, Counted> count(By by, String zone, boolean past, List<String> ids) {
        Map<String, Counted> counted = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            for (Tuple row : registry.rows(sql(COUNTS, by, past), Map.of("zone", zone, "ids", ids))) {
                Counted each = counted.computeIfAbsent(
                        (String) row.get("id"),
                        id -> new Counted(id, (String) row.get("key"), row, new TreeMap<>(), new TreeMap<>()));
                ((Boolean) row.get("claims") ? each.claims : each.records)
                        .put((String) row.get("kind"), ((Number) row.get("number")).longValue());
            }
        }
        return counted;
    }

    /** The claims that come from there, by id. */
    Page claims(By by, String zone, boolean past, String key, Paging paging, int limit) {
        List<String> ids = registry
                .rows(
                        sql(IDS_OF_CLAIMS, by, past),
                        Map.of(
                                "zone",
                                zone,
                                "key",
                                key,
                                "after",
                                paging.after(1).getFirst(),
                                "most",
                                limit + 1))
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
        List<String> shown = ids.subList(0, Math.min(limit, ids.size()));
        Map<String, ? extends JsonNode> claims = documents.inZone(zone, shown, past);
        return new Page(
                shown.stream()
                        .<JsonNode>map(id -> Objects.requireNonNull(claims.get(id)))
                        .toList(),
                ids.size() > limit ? paging.next(List.of(shown.getLast())) : null);
    }

    /** The records that come from there, by kind and id. */
    Page records(By by, String zone, boolean past, String key, Paging paging, int limit) {
        List<String> after = paging.after(2);
        List<Tuple> rows = registry.rows(
                sql(RECORDS, by, past),
                Map.of("zone", zone, "key", key, "afterKind", after.get(0), "after", after.get(1), "most", limit + 1));
        List<Tuple> shown = rows.subList(0, Math.min(limit, rows.size()));
        List<JsonNode> items = new ArrayList<>();
        for (Tuple row : shown) {
            String kind = (String) row.get("kind");
            items.add(Documents.of(Documents.event(kind, (String) row.get("document")))
                    .put("kind", kind));
        }
        return new Page(
                items,
                rows.size() > limit
                        ? paging.next(List.of((String) shown.getLast().get("kind"), (String)
                                shown.getLast().get("id")))
                        : null);
    }

    private static String sql(String sql, By by, boolean past) {
        return sql.formatted(by.key, past ? "content_then" : CLAIMS, past ? "registered_then" : "registered");
    }
}
