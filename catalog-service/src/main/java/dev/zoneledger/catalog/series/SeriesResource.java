package dev.zoneledger.catalog.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.registry.Choices;
import dev.zoneledger.catalog.registry.ClaimDocuments;
import dev.zoneledger.catalog.registry.Page;
import dev.zoneledger.catalog.registry.Paging;
import dev.zoneledger.catalog.registry.PastReads;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.registry.Subjects;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Series: all claims that compete, which one holds, and by which rule. */
@Path("/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Series", description = "All claims that compete for one figure, which one holds, and by which rule")
class SeriesResource {

    private static final ObjectMapper JSON = Json.mapper();
    private static final int MOST_CLAIMS = 1000;

    // In the order of the index claim_by_series, as far as it goes; the zone goes first again, so that no other index
    // will do.
    private static final String LIST = """
            SELECT %s, count(*) AS claims, cast(min(nullif(from_day, '-infinity')) AS text) AS earliest,
                   cast(max(nullif(from_day, '-infinity')) AS text) AS latest
            FROM %s AS c
            WHERE zone = :zone
              AND (zone, measure, basis, subject, coalesce(product, ''), coalesce(counted, ''))
                  > (:zone, :afterMeasure, :afterBasis, :afterSubject, :afterProduct, :afterCounted)%s
            GROUP BY measure, basis, subject, coalesce(product, ''), coalesce(counted, '')
            ORDER BY measure, basis, subject, coalesce(product, ''), coalesce(counted, '')
            LIMIT :most""";

    private static final String NOW = "(SELECT * FROM claim WHERE document IS NOT NULL)";
    private static final String THEN = """
            (SELECT s.*, CASE WHEN subject LIKE 'project/%' THEN split_part(subject, '/', 2) END AS project
             FROM standing_then AS s)""";

    private static final String CLAIMS = """
            WITH stated AS (SELECT * FROM %1$s WHERE %3$s),
                 held AS (SELECT * FROM %2$s WHERE %3$s)
            SELECT s.id, s.period, cast(nullif(s.from_day, '-infinity') AS text) AS from_day, s.preferred,
                   cast(nullif(s.published, '-infinity') AS text) AS published, s.barred, h.id IS NOT NULL AS holds,
                   cast(h.holds_to AS text) AS holds_to
            FROM stated AS s LEFT JOIN held AS h ON h.id = s.id
            ORDER BY s.from_day, s.period, s.barred IS NULL DESC, s.preferred DESC, s.published DESC, s.id COLLATE "C" DESC
            LIMIT :most""";

    private final Registry registry;
    private final ClaimDocuments documents;

    SeriesResource(Registry registry, ClaimDocuments documents) {
        this.registry = registry;
        this.documents = documents;
    }

    /**
     * A series and how much is said in it.
     *
     * @param claims all of them, those that do not count too
     * @param earliest the first date from which one of them counts, of a stock
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String id,
            String zone,
            Subject subject,
            String measure,
            @Nullable String product,
            @Nullable String counted,
            String basis,
            long claims,
            @Nullable String earliest,
            @Nullable String latest,
            Map<String, String> links) {}

    /** A part of a list of series. */
    record Entries(List<Entry> items, @Nullable String next) {}

    /**
     * From when on what claim holds.
     *
     * @param from of a stock
     * @param to the first day on which it holds no more, of a stock
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hold(
            @Nullable String from,
            @Nullable String to,
            @Nullable String period,
            @Nullable String status,
            JsonNode quantity,
            String claim) {}

    /**
     * A claim among those that speak of the same date or period.
     *
     * @param because of the one that holds: only, rank, published, id, by which it goes before the next one; of one that
     *     competes and does not hold: the rule by which the one that holds goes before it; of one that does not compete:
     *     retracted, superseded, deprecated, quarantined, cumulative, date-unknown, unresolved, outside-zone
     */
    record Standing(boolean holds, String because, JsonNode claim) {}

    /**
     * A date or period with all that is said of it, in the order of precedence.
     *
     * @param from the day from which these claims count, of a stock
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(@Nullable String from, @Nullable String period, List<Standing> claims) {}

    /**
     * A series with all of its claims.
     *
     * @param holding of a stock: what holds at {@code asOf}, or in the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Full(
            String id,
            String zone,
            Subject subject,
            String measure,
            @Nullable String product,
            @Nullable String counted,
            String basis,
            @Nullable String asOf,
            @Nullable Hold holding,
            List<Hold> timeline,
            List<Point> points,
            boolean complete) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Series of a zone: subjects, measures, products and bases that something is claimed of",
            description = "In the order of measure, basis and subject. With `knownAt` the whole zone is gone through")
    @APIResponse(
            responseCode = "200",
            description = "Empty if nothing is claimed",
            content = @Content(schema = @Schema(implementation = Entries.class)))
    public Response list(
            @RestQuery @Parameter(required = true, example = "baotou-rehz") @Nullable String zone,
            @RestQuery @Parameter(description = "Series of it, its phases and lines") @Nullable String project,
            @RestQuery @Parameter(description = "Series of it and of its projects") @Nullable String organisation,
            @RestQuery @Parameter(description = "With all products below it in the product tree") @Nullable
                    String product,
            @RestQuery @Nullable String measure,
            @RestQuery @Nullable String basis,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        Map<String, Object> parameters = new HashMap<>(Map.of("zone", inZone, "most", limit + 1));
        StringBuilder filters = new StringBuilder();
        filter(filters, parameters, "project = :project", "project", Choices.id("project", project));
        filter(
                filters,
                parameters,
                "(organisation = :organisation OR project IN (SELECT p.id FROM "
                        + (reads.past() ? "registered_then" : "registered")
                        + " AS p WHERE p.kind = 'project' AND p.zone = :zone AND p.organisation = :organisation))",
                "organisation",
                Choices.id("organisation", organisation));
        filter(filters, parameters, "product IN (:products)", "products", Choices.product(product));
        filter(
                filters,
                parameters,
                "measure = :measure",
                "measure",
                Choices.oneOf("measure", measure, Measure.values()));
        filter(filters, parameters, "basis = :basis", "basis", Choices.oneOf("basis", basis, Basis.values()));
        List<String> after = paging.after(5);
        List<String> names = List.of("afterMeasure", "afterBasis", "afterSubject", "afterProduct", "afterCounted");
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), after.get(i));
        }
        return registry.answer(reads, () -> {
            List<Tuple> rows =
                    registry.rows(LIST.formatted(Series.COLUMNS, reads.past() ? THEN : NOW, filters), parameters);
            List<Tuple> page = rows.subList(0, Math.min(limit, rows.size()));
            return new Page(
                    page.stream()
                            .map(row -> JSON.<JsonNode>valueToTree(entry(Series.of(inZone, row), row)))
                            .toList(),
                    rows.size() > limit
                            ? paging.next(Series.of(inZone, page.getLast()).keys())
                            : null);
        });
    }

    private static void filter(
            StringBuilder filters,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            filters.append(" AND ").append(condition);
            parameters.put(name, value);
        }
    }

    private static Entry entry(Series series, Tuple row) {
        return new Entry(
                series.id(),
                series.zone(),
                Subjects.of(series.subject()),
                series.measure(),
                series.product(),
                series.counted(),
                series.basis(),
                ((Number) row.get("claims")).longValue(),
                (String) row.get("earliest"),
                (String) row.get("latest"),
                Map.of("self", series.self()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "A series: all claims that compete, which one holds, and by which rule", description = """
                    `points` has every date (of a capacity or count) or period (of a flow) that a claim speaks of, with its \
                    claims in the order of precedence. Of those that compete the first holds: best rank, then latest \
                    published, then greatest id; `because` says which of these decided (`only` if there is no other). Those \
                    that do not compete come after them, each with why. `timeline` has what holds from when to when (`to`: \
                    the first day on which it holds no more): on a stock's timeline the latest date not after a day holds. \
                    What holds is changed by events alone: a steward sends a re-ranking with its reason to ingest, \
                    POST /v1/rerankings, which also quarantines and releases. At most 1000 claims; `complete` says whether \
                    these are all.""")
    @APIResponse(
            responseCode = "200",
            description = "With `asOf` only what is said of that day and earlier",
            content =
                    @Content(
                            schema = @Schema(implementation = Full.class),
                            examples = @ExampleObject(name = "A capacity", value = """
                                    {"id": "baotou-rehz:project~jinmeng-sintered-line:capacity:ndfeb-sintered:actual",
                                     "zone": "baotou-rehz", "subject": {"project": "jinmeng-sintered-line"},
                                     "measure": "capacity", "product": "ndfeb-sintered", "basis": "actual",
                                     "holding": {"from": "2020-10-15", "status": "operating",
                                       "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"},
                                       "claim": "f12-sintered-capacity"},
                                     "timeline": [{"from": "2020-10-15", "status": "operating",
                                       "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"},
                                       "claim": "f12-sintered-capacity"}],
                                     "points": [{"from": "2020-10-15", "claims": [{"holds": true, "because": "only",
                                       "claim": {"zone": "baotou-rehz", "id": "f12-sintered-capacity", "revision": 1}}]}],
                                     "complete": true}""")))
    @APIResponse(responseCode = "404", description = "Nothing is claimed of it")
    public Response one(
            @RestPath
                    @Parameter(
                            description =
                                    "Of zone, subject, measure, product, basis and what is counted, as lists give it",
                            example = "baotou-rehz:project~jinmeng-sintered-line:capacity:ndfeb-sintered:actual")
                    String id,
            @RestQuery @Parameter(description = "What was true on this day", example = "2020-10-15") @Nullable
                    String asOf,
            @BeanParam PastReads reads) {
        Series series = Series.parse(id);
        LocalDate day = Choices.day("asOf", asOf);
        return registry.answer(reads, () -> JSON.valueToTree(read(series, day, reads.past())));
    }

    private Full read(Series series, @Nullable LocalDate asOf, boolean past) {
        Map<String, Object> parameters = series.parameters();
        parameters.put("most", MOST_CLAIMS + 1);
        List<Tuple> rows = registry.rows(
                CLAIMS.formatted(past ? "standing_then" : "standing", past ? "hold_then" : "hold", Series.CONDITION),
                parameters);
        if (rows.isEmpty()) {
            throw Problem.notFound("There is no series " + series.id()).asException();
        }
        boolean complete = rows.size() <= MOST_CLAIMS;
        List<Tuple> shown = rows.stream()
                .limit(MOST_CLAIMS)
                .filter(row -> asOf == null || isToldOf(row, asOf))
                .toList();
        Map<String, ? extends JsonNode> claims = documents.inZone(
                series.zone(), shown.stream().map(SeriesResource::id).toList(), past);
        List<Hold> timeline = shown.stream()
                .filter(row -> (Boolean) row.get("holds"))
                .map(row -> hold(row, Objects.requireNonNull(claims.get(id(row)))))
                .toList();
        Measure measure = Measure.of(series.measure());
        return new Full(
                series.id(),
                series.zone(),
                Subjects.of(series.subject()),
                series.measure(),
                series.product(),
                series.counted(),
                series.basis(),
                asOf == null ? null : asOf.toString(),
                measure.isFlow() || timeline.isEmpty() ? null : timeline.getLast(),
                timeline,
                points(shown, claims),
                complete);
    }

    /** Whether the claim speaks of that day or an earlier one; a period does when it has ended. */
    private static boolean isToldOf(Tuple row, LocalDate asOf) {
        String from = (String) row.get("from_day");
        if (from != null) {
            return !LocalDate.parse(from).isAfter(asOf);
        }
        String period = (String) row.get("period");
        LocalDate to = period == null ? null : Period.of(period).to();
        return to == null || !to.isAfter(asOf);
    }

    private static Hold hold(Tuple row, JsonNode claim) {
        return new Hold(
                (String) row.get("from_day"),
                (String) row.get("holds_to"),
                (String) row.get("period"),
                claim.path("status").textValue(),
                claim.path("quantity"),
                id(row));
    }

    private static List<Point> points(List<Tuple> rows, Map<String, ? extends JsonNode> claims) {
        Map<List<@Nullable Object>, List<Tuple>> byPoint = new LinkedHashMap<>();
        for (Tuple row : rows) {
            List<@Nullable Object> point = new ArrayList<>();
            point.add(row.get("from_day"));
            point.add(row.get("period"));
            byPoint.computeIfAbsent(point, key -> new ArrayList<>()).add(row);
        }
        return byPoint.entrySet().stream()
                .map(point -> new Point(
                        (String) point.getKey().get(0),
                        (String) point.getKey().get(1),
                        standings(point.getValue(), claims)))
                .toList();
    }

    private static List<Standing> standings(List<Tuple> inOrder, Map<String, ? extends JsonNode> claims) {
        List<Tuple> competing =
                inOrder.stream().filter(row -> row.get("barred") == null).toList();
        return inOrder.stream()
                .map(row -> {
                    String barred = (String) row.get("barred");
                    boolean holds = !competing.isEmpty() && row == competing.getFirst();
                    String because = barred != null
                            ? barred
                            : holds
                                    ? competing.size() == 1 ? "only" : rule(row, competing.get(1))
                                    : rule(competing.getFirst(), row);
                    return new Standing(holds, because, Objects.requireNonNull(claims.get(id(row))));
                })
                .toList();
    }

    /** By which rule the first goes before the second. */
    private static String rule(Tuple first, Tuple second) {
        if (!first.get("preferred").equals(second.get("preferred"))) {
            return "rank";
        }
        return Objects.equals(first.get("published"), second.get("published")) ? "id" : "published";
    }

    private static String id(Tuple row) {
        return (String) row.get("id");
    }
}
