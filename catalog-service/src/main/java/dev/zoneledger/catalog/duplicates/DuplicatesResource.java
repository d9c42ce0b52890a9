package dev.zoneledger.catalog.duplicates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.registry.Choices;
import dev.zoneledger.catalog.registry.Page;
import dev.zoneledger.catalog.registry.Paging;
import dev.zoneledger.catalog.registry.PastReads;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.registry.Then;
import dev.zoneledger.contract.Json;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Pairs of records that may be one and the same, with the reason. It proposes; nothing is ever merged here. */
@Path("/v1/duplicates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Duplicates", description = "Pairs of records that may be one and the same, with the reason")
class DuplicatesResource {

    private static final ObjectMapper JSON = Json.mapper();
    private static final List<String> KINDS = List.of("organisation", "project");

    /** That much of a name must be found in another one's names, and as much of both must be the same. */
    private static final String ALIKE = "0.75";

    /** Each of their names is a search. */
    private static final int MOST_LOOKED_AT = 100;

    /** Of each record, for each of its names. */
    private static final int MOST_PARTNERS = 20;

    private static final String LOOKED_AT = """
            SELECT kind, zone, id FROM registered AS r
            WHERE kind IN (:kinds) AND (:zone = '' OR zone = :zone) AND (kind, zone, id) > (:key0, :key1, :key2)
            ORDER BY kind, zone, id LIMIT :most""";

    private static final String NOT_MERGED = """
            NOT EXISTS (SELECT 1 FROM canonical AS m WHERE m.zone = %1$s.zone AND m.kind = %1$s.kind AND m.id = %1$s.id)""";

    /** Each pair is found from the one that comes first. */
    private static final String PAIRS = """
            WITH a AS MATERIALIZED (
                SELECT r.kind, r.zone, r.id, r.organisation, r.document
                FROM unnest(cast(:kindsOf AS text[]), cast(:zones AS text[]), cast(:ids AS text[])) AS k (kind, zone, id)
                JOIN registered AS r ON r.kind = k.kind AND r.zone = k.zone AND r.id = k.id
                WHERE %1$s),
            pair AS (
                SELECT a.kind, a.zone, a.id, b.zone AS other_zone, b.id AS other, 'same-lei' AS reason, 1.00 AS score,
                       a.document ->> 'lei' AS one, b.document ->> 'lei' AS two
                FROM a JOIN registered AS b ON b.document ->> 'lei' = a.document ->> 'lei' AND b.kind = a.kind
                     AND (b.zone, b.id) > (a.zone, a.id)
                UNION ALL
                SELECT a.kind, a.zone, a.id, b.zone, b.id, 'same-uscc', 1.00, a.document ->> 'uscc', b.document ->> 'uscc'
                FROM a JOIN registered AS b ON b.document ->> 'uscc' = a.document ->> 'uscc' AND b.kind = a.kind
                     AND (b.zone, b.id) > (a.zone, a.id)
                UNION ALL
                SELECT a.kind, a.zone, a.id, a.zone, b.id, CASE WHEN b.score = 1 THEN 'same-name' ELSE 'similar-names' END,
                       b.score, n.name, b.name
                FROM a, LATERAL names_of(a.kind, a.id, a.document) AS n, LATERAL (SELECT in_words(n.name) AS words) AS w,
                     LATERAL (
                         SELECT DISTINCT ON (r.id) r.id, o.name, round(cast(
                                    similarity(replace(w.words, ' ', ''), replace(in_words(o.name), ' ', '')) AS numeric), 2)
                                    AS score
                         FROM (SELECT * FROM registered AS f
                               WHERE f.names %%> w.words AND f.kind = a.kind AND f.zone = a.zone AND f.id > a.id
                                 AND (f.kind <> 'project' OR a.organisation IS NULL OR f.organisation IS NULL
                                      OR f.organisation = a.organisation)
                               ORDER BY word_similarity(w.words, f.names) DESC, f.id LIMIT :partners) AS r,
                              LATERAL names_of(r.kind, r.id, r.document) AS o
                         WHERE o.form IN ('name', 'localName', 'alias')
                         ORDER BY r.id, similarity(replace(w.words, ' ', ''), replace(in_words(o.name), ' ', '')) DESC, o.name
                     ) AS b
                WHERE n.form IN ('name', 'localName', 'alias') AND length(w.words) > 2 AND b.score >= %2$s
                UNION ALL
                SELECT a.kind, a.zone, a.id, b.zone, b.id, 'same-products', 0.50, p.products, p.products
                FROM a JOIN registered AS b ON a.kind = 'project' AND b.kind = 'project' AND b.organisation = a.organisation
                     AND b.zone = a.zone AND b.id > a.id,
                     LATERAL (SELECT string_agg(product, ', ' ORDER BY product) AS products FROM (
                         SELECT jsonb_path_query(a.document, '$.phases[*].lines[*].product') #>> '{}'
                         INTERSECT
                         SELECT jsonb_path_query(b.document, '$.phases[*].lines[*].product') #>> '{}') AS s (product)) AS p
                WHERE p.products IS NOT NULL)
            SELECT pair.*, f.document ->> 'name' AS name, g.document ->> 'name' AS other_name
            FROM pair
            JOIN registered AS f ON f.kind = pair.kind AND f.zone = pair.zone AND f.id = pair.id
            JOIN registered AS g ON g.kind = pair.kind AND g.zone = pair.other_zone AND g.id = pair.other
            WHERE %3$s
            ORDER BY pair.kind, pair.zone, pair.id, pair.other_zone, pair.other, pair.score DESC, pair.reason, one, two""".formatted(NOT_MERGED.formatted("r"), ALIKE, NOT_MERGED.formatted("g"));

    private final Registry registry;

    DuplicatesResource(Registry registry) {
        this.registry = registry;
    }

    /** One of the two. */
    record Twin(String zone, String id, String name, Map<String, String> links) {}

    /**
     * Why they may be one.
     *
     * @param reason same-lei, same-uscc, same-name (blanks, accents, case and legal form aside), similar-names,
     *     same-products (of one organisation)
     * @param score 1 for the same, less the less alike they are; 0.5 for the same products
     * @param one the LEI, USCC, name or products of the first record
     * @param two of the second; left out if it is the same
     */
    @JsonInclude(Include.NON_NULL)
    record Reason(
            String reason,
            BigDecimal score,
            String one,
            @Nullable String two) {}

    /**
     * Two records that may be one and the same.
     *
     * @param score of the best reason
     */
    record Pair(String kind, BigDecimal score, List<Reason> reasons, List<Twin> records) {}

    /** A part of the list. */
    record Pairs(List<Pair> items, @Nullable String next) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Pairs of organisations or projects that may be one and the same, with the reason",
            description = """
                    Reasons: the same LEI or USCC (of organisations of all zones), the same or similar names, local names and \
                    aliases within a zone, the same products of projects of one organisation. Projects of two different \
                    organisations are never paired by name. Records that are merged already are left out. Names and ids have no \
                    dates, so there is no `asOf`; with `knownAt` the pairs are those of the names of then. Nothing is merged \
                    here: a steward who is convinced sends a merge with its reason to ingest, POST /v1/merges, which can be \
                    undone. The work is bounded: a page looks at `limit` records, but at most 100, each with the 20 most like each of \
                    its names, and has all of their pairs, which may be none; `next` is there until all have been looked at.""")
    @APIResponse(
            responseCode = "200",
            description = "In the order of kind, zone and id of the first record",
            content =
                    @Content(
                            schema = @Schema(implementation = Pairs.class),
                            examples = @ExampleObject(name = "Two transcriptions", value = """
                                    {"items": [{"kind": "organisation", "score": 1.00,
                                      "reasons": [{"reason": "same-name", "score": 1.00, "one": "Ke Rui Micro Magnetic",
                                        "two": "Kerui Micro Magnetic Co., Ltd."}],
                                      "records": [{"zone": "baotou-rehz", "id": "ke-rui",
                                          "name": "Baotou Ke Rui Micro Magnetic New Materials Co., Ltd.",
                                          "links": {"self": "/v1/organisations/ke-rui?zone=baotou-rehz"}},
                                        {"zone": "baotou-rehz", "id": "kerui", "name": "Kerui Micro Magnetic Co., Ltd.",
                                          "links": {"self": "/v1/organisations/kerui?zone=baotou-rehz"}}]}]}""")))
    public Response duplicates(
            @RestQuery
                    @Parameter(
                            description = "Only pairs with a record of this zone that comes first",
                            example = "baotou-rehz")
                    @Nullable
                    String zone,
            @RestQuery
                    @Parameter(
                            description = "Only of this kind",
                            schema = @Schema(enumeration = {"organisation", "project"}))
                    @Nullable
                    String kind,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        int limit = Math.min(paging.limit(), MOST_LOOKED_AT);
        String inZone = Choices.id("zone", zone);
        String ofKind = Choices.oneOf("kind", kind, KINDS.toArray());
        List<String> after = paging.after(3);
        return registry.answer(reads, () -> {
            List<Tuple> rows = registry.rows(
                    Then.ofNames(LOOKED_AT, reads),
                    Map.of(
                            "kinds",
                            ofKind == null ? KINDS : List.of(ofKind),
                            "zone",
                            inZone == null ? "" : inZone,
                            "key0",
                            after.get(0),
                            "key1",
                            after.get(1),
                            "key2",
                            after.get(2),
                            "most",
                            limit + 1));
            List<Tuple> looked = rows.subList(0, Math.min(limit, rows.size()));
            String next = null;
            if (rows.size() > limit) {
                Tuple last = looked.getLast();
                next = paging.next(List.of((String) last.get(0), (String) last.get(1), (String) last.get(2)));
            }
            return new Page(pairs(looked, reads), next);
        });
    }

    private List<JsonNode> pairs(List<Tuple> looked, PastReads reads) {
        if (looked.isEmpty()) {
            return List.of();
        }
        // As in searches, the planner takes trigrams for cheaper than they are.
        registry.rows(
                "SELECT set_config('pg_trgm.word_similarity_threshold', :least, true), set_config('enable_seqscan', 'off', true)",
                Map.of("least", ALIKE));
        Map<List<Object>, List<Tuple>> byPair = new LinkedHashMap<>();
        for (Tuple row : registry.rows(
                Then.ofNames(PAIRS, reads),
                Map.of(
                        "kindsOf",
                        column(looked, 0),
                        "zones",
                        column(looked, 1),
                        "ids",
                        column(looked, 2),
                        "partners",
                        MOST_PARTNERS))) {
            byPair.computeIfAbsent(
                            List.of(
                                    row.get("kind"),
                                    row.get("zone"),
                                    row.get("id"),
                                    row.get("other_zone"),
                                    row.get("other")),
                            key -> new ArrayList<>())
                    .add(row);
        }
        return byPair.values().stream()
                .map(rows -> JSON.<JsonNode>valueToTree(pair(rows)))
                .toList();
    }

    private static String[] column(List<Tuple> rows, int index) {
        return rows.stream().map(row -> (String) row.get(index)).toArray(String[]::new);
    }

    private static Pair pair(List<Tuple> rows) {
        Tuple any = rows.getFirst();
        String kind = (String) any.get("kind");
        List<Reason> reasons =
                rows.stream().map(DuplicatesResource::reason).distinct().toList();
        return new Pair(
                kind,
                reasons.stream()
                        .map(Reason::score)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                reasons,
                List.of(
                        twin(kind, (String) any.get("zone"), (String) any.get("id"), (String) any.get("name")),
                        twin(kind, (String) any.get("other_zone"), (String) any.get("other"), (String)
                                any.get("other_name"))));
    }

    private static Reason reason(Tuple row) {
        String one = (String) row.get("one");
        String two = (String) row.get("two");
        return new Reason((String) row.get("reason"), (BigDecimal) row.get("score"), one, one.equals(two) ? null : two);
    }

    private static Twin twin(String kind, String zone, String id, String name) {
        return new Twin(zone, id, name, Map.of("self", "/v1/" + kind + "s/" + id + "?zone=" + zone));
    }
}
