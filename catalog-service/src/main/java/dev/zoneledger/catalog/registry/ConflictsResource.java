package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was said in two ways under one name. */
@Path("/v1/conflicts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conflicts", description = "What was said in two ways under one name")
class ConflictsResource {

    private static final int MAX = 100;

    // All marks of a claim are revisions of the claim.
    private static final String FAMILY =
            "CASE WHEN kind IN ('reranking', 'supersession', 'retraction') THEN 'claim' ELSE kind END";

    /** Of one record and revision, several contents. */
    private static final String UNDER_ONE_REVISION = """
            SELECT zone, %1$s AS family, id, revision FROM revision
            WHERE zone = :zone AND (:id = '' OR id = :id)
            GROUP BY zone, %1$s, id, revision HAVING count(*) > 1
            ORDER BY max(recorded_at) DESC, id, revision LIMIT %2$d""".formatted(FAMILY, MAX);

    /** Under one name of an event, contents of several records or revisions. */
    private static final String UNDER_ONE_EVENT = """
            SELECT event_source, event_id FROM revision
            WHERE zone = :zone AND event_source IS NOT NULL
            GROUP BY event_source, event_id
            HAVING count(*) > 1 AND count(DISTINCT (%1$s, id, revision)) > 1
               AND (:id = '' OR bool_or(id = :id))
            ORDER BY max(recorded_at) DESC, event_source, event_id LIMIT %2$d""".formatted(FAMILY, MAX);

    private static final String CONTENTS = """
            SELECT kind, id, revision, content_hash, event_source, event_id, log_partition, log_offset, recorded_at,
                   cast(document AS text) FROM revision WHERE zone = :zone AND %s
            ORDER BY revision, content_hash DESC LIMIT 100""";

    private final Registry registry;
    private final EntityManager entities;

    ConflictsResource(Registry registry, EntityManager entities) {
        this.registry = registry;
        this.entities = entities;
    }

    /**
     * One name with several contents.
     *
     * @param on {@code revision}: of one record, of which the first content holds; or {@code event}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Conflict(
            String on,
            String zone,
            @Nullable String kind,
            @Nullable String id,
            @Nullable Integer revision,
            @Nullable String source,
            @Nullable String event,
            List<Stated> contents) {}

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

    /** Conflicts, latest first. */
    record Conflicts(List<Conflict> items) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What was said in two ways under one name, latest first, at most 100 of each sort",
            description =
                    "`on` revision: a record has several contents under one revision; the first listed, of the greater hash, holds, so that the order of arrival cannot matter. `on` event: one name of an event (source and id) was used for several records. A higher revision settles the first; nothing needs to settle the second")
    @APIResponse(
            responseCode = "200",
            description = "Empty if there are none",
            content = @Content(schema = @Schema(implementation = Conflicts.class)))
    public Response conflicts(
            @RestQuery @Parameter(required = true) @Nullable String zone,
            @RestQuery @Parameter(description = "Only those of the record of that id") @Nullable String id,
            @BeanParam Reads reads) {
        String inZone = Choices.id("zone", zone);
        if (inZone == null) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter("zone", "is missing", null))
                    .asException();
        }
        String ofRecord = Choices.id("id", id);
        return registry.answer(reads, () -> new Conflicts(find(inZone, ofRecord)));
    }

    private List<Conflict> find(String zone, @Nullable String id) {
        Map<String, Object> which = Map.of("zone", zone, "id", id == null ? "" : id);
        List<Conflict> conflicts = new ArrayList<>();
        for (Tuple row : query(UNDER_ONE_REVISION, which)) {
            String kind = (String) row.get(1);
            Map<String, Object> record = Map.of("zone", zone, "family", kind, "id", row.get(2), "revision", row.get(3));
            conflicts.add(new Conflict(
                    "revision",
                    zone,
                    kind,
                    (String) row.get(2),
                    ((Number) row.get(3)).intValue(),
                    null,
                    null,
                    contents(FAMILY + " = :family AND id = :id AND revision = :revision", record)));
        }
        for (Tuple row : query(UNDER_ONE_EVENT, which)) {
            Map<String, Object> event = Map.of("zone", zone, "source", row.get(0), "event", row.get(1));
            conflicts.add(new Conflict(
                    "event",
                    zone,
                    null,
                    null,
                    null,
                    (String) row.get(0),
                    (String) row.get(1),
                    contents("event_source = :source AND event_id = :event", event)));
        }
        return conflicts;
    }

    private List<Stated> contents(String condition, Map<String, Object> parameters) {
        return query(CONTENTS.formatted(condition), parameters).stream()
                .map(row -> new Stated(
                        (String) row.get(0),
                        (String) row.get(1),
                        ((Number) row.get(2)).intValue(),
                        (String) row.get(3),
                        (String) row.get(4),
                        (String) row.get(5),
                        row.get(6) + "@" + row.get(7),
                        String.valueOf(row.get(8)),
                        Documents.of(Documents.event((String) row.get(0), (String) row.get(9)))))
                .toList();
    }

    private List<Tuple> query(String sql, Map<String, Object> parameters) {
        var query = entities.unwrap(Session.class).createNativeQuery(sql, Tuple.class);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
