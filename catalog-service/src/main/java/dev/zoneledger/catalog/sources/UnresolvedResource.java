package dev.zoneledger.catalog.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.names.Search;
import dev.zoneledger.catalog.registry.Choices;
import dev.zoneledger.catalog.registry.DatedReads;
import dev.zoneledger.catalog.registry.Page;
import dev.zoneledger.catalog.registry.Paging;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.registry.Subjects;
import dev.zoneledger.catalog.registry.Then;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Subject;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Claims about what nobody has registered. */
@Path("/v1/unresolved")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Unresolved", description = "Claims about what nobody has registered")
class UnresolvedResource {

    private static final ObjectMapper JSON = Json.mapper();

    /** Each of them is a search. */
    private static final int MOST_WITH_SUGGESTIONS = 20;

    private static final int MOST_SUGGESTIONS = 3;

    private static final String SUBJECTS = """
            SELECT s.subject, count(*) AS claims, string_agg(DISTINCT s.measure, ' ') AS measures,
                   cast(min(c.recorded_at) AS text) AS since
            FROM standing AS s JOIN claim AS c ON c.zone = s.zone AND c.id = s.id
            WHERE s.zone = :zone AND s.barred = 'unresolved' AND s.subject > :after AND s.from_day <= cast(:day AS date)
            GROUP BY s.subject ORDER BY s.subject LIMIT :most""";

    /** Of projects that are there, the phases and lines that are in them, most like the one that is not. */
    private static final String PARTS = """
            SELECT sought.subject, part.path, part.score
            FROM unnest(cast(:subjects AS text[])) AS sought (subject)
            JOIN registered AS r ON r.kind = 'project' AND r.zone = :zone AND r.id = split_part(sought.subject, '/', 2),
                 LATERAL (SELECT path, likeness(in_words(sought.subject), in_words(path)) AS score
                          FROM unnest(r.subjects) AS known (path)
                          WHERE path LIKE '%/%/%'
                          ORDER BY 2 DESC, 1 LIMIT :most) AS part
            ORDER BY 1, 3 DESC, 2""";

    private final Registry registry;
    private final Search search;

    UnresolvedResource(Registry registry, Search search) {
        this.registry = registry;
        this.search = search;
    }

    /**
     * Something registered that may be meant.
     *
     * @param subject as claims name it
     * @param score 1 for the very same, less the less alike they are
     */
    record Suggestion(Subject subject, @Nullable String name, BigDecimal score) {}

    /**
     * A subject that nobody has registered.
     *
     * @param claims how many speak of it and would count if it were registered
     * @param since the broker's time of the first of them
     * @param suggestions of the first 20 of a page; empty if nothing is like it
     */
    @JsonInclude(Include.NON_NULL)
    record Unresolved(
            String zone,
            Subject subject,
            long claims,
            List<String> measures,
            String since,
            @Nullable List<Suggestion> suggestions,
            Map<String, String> links) {}

    /** A part of the list. */
    record AllUnresolved(List<Unresolved> items, @Nullable String next) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Subjects of claims that nobody has registered, and what may be meant", description = """
                    Their claims are kept and count as soon as the subject is registered. Left out are claims that would not \
                    count anyway: retracted, superseded, deprecated, quarantined, cumulative, without a date. For the first \
                    20 of a page it is looked for names that are like the id, or, if the project is registered and lacks the \
                    phase or line, for the ones that it has; always among what is registered by now. With `asOf`, of claims that \
                    begin on that day or before, and of flows. The whole zone is gone through.""")
    @APIResponse(
            responseCode = "200",
            description = "Empty if all are registered",
            content =
                    @Content(
                            schema = @Schema(implementation = AllUnresolved.class),
                            examples = @ExampleObject(name = "A misspelt project", value = """
                                    {"items": [{"zone": "baotou-rehz", "subject": {"project": "jinmeng-sinterd-line"},
                                      "claims": 1, "measures": ["capacity"], "since": "2026-10-15 08:00:00.123+00",
                                      "suggestions": [{"subject": {"project": "jinmeng-sintered-line"},
                                        "name": "Sintered NdFeB production line", "score": 0.78}],
                                      "links": {"claims":
                                        "/v1/claims?zone=baotou-rehz&resolved=false&project=jinmeng-sinterd-line"}}]}""")))
    public Response unresolved(
            @RestQuery @Parameter(required = true, example = "baotou-rehz") @Nullable String zone,
            @BeanParam DatedReads reads,
            @BeanParam Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        String after = paging.after(1).getFirst();
        return registry.answer(reads, () -> {
            List<Tuple> rows = registry.rows(
                    Then.ofClaims(SUBJECTS, reads),
                    Map.of("zone", inZone, "after", after, "day", reads.lastDay(), "most", limit + 1));
            List<Tuple> page = rows.subList(0, Math.min(limit, rows.size()));
            Map<String, List<Suggestion>> suggestions = suggestions(
                    inZone,
                    page.stream()
                            .limit(MOST_WITH_SUGGESTIONS)
                            .map(row -> (String) row.get("subject"))
                            .toList());
            List<JsonNode> items = page.stream()
                    .map(row -> item(inZone, row, suggestions.get((String) row.get("subject"))))
                    .toList();
            return new Page(
                    items,
                    rows.size() > limit
                            ? paging.next(List.of((String) page.getLast().get("subject")))
                            : null);
        });
    }

    private Map<String, List<Suggestion>> suggestions(String zone, List<String> paths) {
        Map<String, List<Suggestion>> suggestions = new HashMap<>();
        if (paths.isEmpty()) {
            return suggestions;
        }
        for (Tuple row : registry.rows(
                PARTS, Map.of("zone", zone, "subjects", paths.toArray(String[]::new), "most", MOST_SUGGESTIONS))) {
            suggestions
                    .computeIfAbsent((String) row.get("subject"), path -> new ArrayList<>())
                    .add(new Suggestion(Subjects.of((String) row.get("path")), null, (BigDecimal) row.get("score")));
        }
        for (String path : paths) {
            suggestions.computeIfAbsent(path, key -> alike(zone, path));
        }
        return suggestions;
    }

    private List<Suggestion> alike(String zone, String path) {
        String[] parts = path.split("/", -1);
        String kind = parts[0];
        return search
                .find(new Search.Question(Set.of(kind), zone, "", search.words("subject", parts[1]), false))
                .stream()
                .limit(MOST_SUGGESTIONS)
                .map(found -> new Suggestion(Subjects.of(kind + "/" + found.id()), found.name(), found.score()))
                .toList();
    }

    private static JsonNode item(String zone, Tuple row, @Nullable List<Suggestion> suggestions) {
        String path = (String) row.get("subject");
        String[] parts = path.split("/", -1);
        return JSON.valueToTree(new Unresolved(
                zone,
                Subjects.of(path),
                ((Number) row.get("claims")).longValue(),
                List.of(((String) row.get("measures")).split(" ")),
                (String) row.get("since"),
                suggestions,
                Map.of("claims", "/v1/claims?zone=" + zone + "&resolved=false&" + parts[0] + "=" + parts[1])));
    }
}
