package dev.zoneledger.catalog.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.registry.Choices;
import dev.zoneledger.catalog.registry.DatedReads;
import dev.zoneledger.catalog.registry.Documents;
import dev.zoneledger.catalog.registry.Page;
import dev.zoneledger.catalog.registry.Paging;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.registry.Then;
import dev.zoneledger.contract.Json;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where sources disagree, and what was said in two ways under one name. */
@Path("/v1/conflicts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conflicts", description = "Where sources disagree, and what was said in two ways under one name")
class ConflictsResource {

    private static final ObjectMapper JSON = Json.mapper();
    private static final String TOLERANCE = "0.05";

    /** In the order in which they are listed; of each, how many keys tell one of its conflicts from another. */
    private enum Kind {
        STATUS(2),
        FIGURE(7),
        REVISION(3),
        EVENT(2);

        private final int keys;

        Kind(int keys) {
            this.keys = keys;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return code();
        }
    }

    // All marks of a claim are revisions of the claim.
    private static final String FAMILY =
            "CASE WHEN kind IN ('reranking', 'supersession', 'retraction') THEN 'claim' ELSE kind END";

    /** Of one record and revision, several contents. */
    private static final String UNDER_ONE_REVISION = """
            SELECT %1$s AS family, id, revision FROM revision
            WHERE zone = :zone AND (:id = '' OR id = :id)
              AND (id, %1$s, lpad(cast(revision AS text), 10, '0')) > (:key0, :key1, :key2)
            GROUP BY %1$s, id, revision HAVING count(*) > 1
            ORDER BY id, %1$s, revision LIMIT :most""".formatted(FAMILY);

    /** Under one name of an event, contents of several records or revisions. */
    private static final String UNDER_ONE_EVENT = """
            SELECT event_source, event_id FROM revision
            WHERE zone = :zone AND event_source IS NOT NULL AND (event_source, event_id) > (:key0, :key1)
            GROUP BY event_source, event_id
            HAVING count(*) > 1 AND count(DISTINCT (%1$s, id, revision)) > 1
               AND (:id = '' OR bool_or(id = :id))
            ORDER BY event_source, event_id LIMIT :most""".formatted(FAMILY);

    private static final String CONTENTS = """
            SELECT kind, id, revision, content_hash, event_source, event_id, log_partition, log_offset, recorded_at,
                   cast(document AS text) FROM revision WHERE zone = :zone AND %s
            ORDER BY revision, content_hash DESC LIMIT 100""";

    private final Registry registry;
    private final Disagreements disagreements;

    ConflictsResource(Registry registry, Disagreements disagreements) {
        this.registry = registry;
        this.disagreements = disagreements;
    }

    /** A part of a list of conflicts. */
    record Conflicts(List<Conflict> items, @Nullable String next) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Where sources disagree, and what was said in two ways under one name", description = """
                    By `on`, in this order. `status`: on one product of one project (organisation, zone) one source has it \
                    at a later stage of life (announced, approved, construction, commissioning, operating) from a day on, \
                    another source on that day or later at an earlier stage. `figure`: of one series and date or period, \
                    figures of several sources lie further apart than the tolerance; more than 250 and 310 do not \
                    disagree. Claims that are retracted, superseded, deprecated or quarantined are decided about and \
                    disagree with nobody. `revision`: a record has several contents under one revision; the first listed, \
                    of the greater hash, holds, so that the order of arrival cannot matter; a higher revision settles it. \
                    `event`: one name of an event (source and id) was used for several records; nothing needs to settle \
                    that. With `asOf`, statuses and figures are those of claims that begin on that day or before, and flows; what \
                    was said in two ways has no day. Each list is found by going through what the zone has of that sort once, in the order of an \
                    index where there is one, until the page is full.""")
    @APIResponse(
            responseCode = "200",
            description = "Empty if there are none",
            content =
                    @Content(
                            schema = @Schema(implementation = Conflicts.class),
                            examples = @ExampleObject(name = "Two sources on one line", value = """
                                    {"items": [{"on": "status", "zone": "baotou-rehz",
                                      "subject": {"project": "ke-rui-industrialisation"},
                                      "product": "ndfeb-powder-rapidly-quenched", "claimsInAll": 3,
                                      "claims": [{"id": "f3-powder-capacity", "status": "construction"},
                                                 {"id": "ke-rui-phase-one-opened", "status": "operating"}],
                                      "links": {"series":
                                        "/v1/series?zone=baotou-rehz&measure=capacity&basis=actual&product=ndfeb-powder-rapidly-quenched&project=ke-rui-industrialisation"}}]}""")))
    public Response conflicts(
            @RestQuery @Parameter(required = true, example = "baotou-rehz") @Nullable String zone,
            @RestQuery
                    @Parameter(
                            description = "Only of this sort",
                            schema = @Schema(enumeration = {"status", "figure", "revision", "event"}))
                    @Nullable
                    String kind,
            @RestQuery @Parameter(description = "Only those that the record or claim of that id is in") @Nullable
                    String id,
            @RestQuery
                    @Parameter(
                            description = "By what part of the greater figure two may differ, 0 to 1",
                            schema = @Schema(defaultValue = TOLERANCE, type = SchemaType.NUMBER))
                    @Nullable
                    String tolerance,
            @BeanParam DatedReads reads,
            @BeanParam Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        String ofRecord = Choices.id("id", id);
        String only = Choices.oneOf("kind", kind, Kind.values());
        BigDecimal apart = tolerance(tolerance);
        List<String> last = paging.after();
        Question question = new Question(inZone, ofRecord == null ? "" : ofRecord, apart, reads, limit + 1);
        return registry.answer(reads, () -> page(question, only, last, paging));
    }

    /** @param most how many are enough, one more than a page has */
    private record Question(String zone, String id, BigDecimal tolerance, DatedReads reads, int most) {}

    private static BigDecimal tolerance(@Nullable String text) {
        // So many digits say it exactly enough, and never overflow.
        if (text == null || text.matches("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?")) {
            return new BigDecimal(text == null ? TOLERANCE : text);
        }
        throw Problem.invalidParameter(
                        Problem.FieldError.ofParameter("tolerance", "expected 0 to 1, for instance 0.1", null))
                .asException();
    }

    /** @param last its kind and keys; null for the first page */
    private Page page(Question question, @Nullable String only, @Nullable List<String> last, Paging paging) {
        List<JsonNode> items = new ArrayList<>();
        List<String> lastKeys = List.of();
        boolean reached = last == null;
        for (Kind kind : Kind.values()) {
            boolean resumed = !reached && last != null && last.getFirst().equals(kind.code());
            reached = reached || resumed;
            if (!reached || (only != null && !only.equals(kind.code()))) {
                continue;
            }
            List<String> after =
                    resumed && last != null ? last.subList(1, last.size()) : Collections.nCopies(kind.keys, "");
            for (Disagreements.Found found : find(kind, question, after)) {
                if (items.size() == question.most - 1) {
                    return new Page(items, paging.next(lastKeys));
                }
                items.add(JSON.valueToTree(found.conflict()));
                lastKeys = new ArrayList<>(List.of(kind.code()));
                lastKeys.addAll(found.keys());
            }
        }
        return new Page(items, null);
    }

    private List<Disagreements.Found> find(Kind kind, Question question, List<String> after) {
        return switch (kind) {
            case STATUS -> disagreements.statuses(question.zone, question.id, question.reads, after, question.most);
            case FIGURE ->
                disagreements.figures(
                        question.zone, question.id, question.tolerance, question.reads, after, question.most);
            case REVISION -> underOneRevision(question, after);
            case EVENT -> underOneEvent(question, after);
        };
    }

    private List<Disagreements.Found> underOneRevision(Question question, List<String> after) {
        List<Disagreements.Found> found = new ArrayList<>();
        for (Tuple row :
                registry.rows(Then.ofRevisions(UNDER_ONE_REVISION, question.reads), parameters(question, after))) {
            String kind = (String) row.get(0);
            String id = (String) row.get(1);
            int revision = ((Number) row.get(2)).intValue();
            Map<String, Object> record = Map.of("zone", question.zone, "family", kind, "id", id, "revision", revision);
            found.add(new Disagreements.Found(
                    new Conflict.OneName(
                            "revision",
                            question.zone,
                            kind,
                            id,
                            revision,
                            null,
                            null,
                            contents(question, FAMILY + " = :family AND id = :id AND revision = :revision", record)),
                    List.of(id, kind, "%010d".formatted(revision))));
        }
        return found;
    }

    private List<Disagreements.Found> underOneEvent(Question question, List<String> after) {
        List<Disagreements.Found> found = new ArrayList<>();
        for (Tuple row :
                registry.rows(Then.ofRevisions(UNDER_ONE_EVENT, question.reads), parameters(question, after))) {
            String source = (String) row.get(0);
            String event = (String) row.get(1);
            found.add(new Disagreements.Found(
                    new Conflict.OneName(
                            "event",
                            question.zone,
                            null,
                            null,
                            null,
                            source,
                            event,
                            contents(
                                    question,
                                    "event_source = :source AND event_id = :event",
                                    Map.of("zone", question.zone, "source", source, "event", event))),
                    List.of(source, event)));
        }
        return found;
    }

    private static Map<String, Object> parameters(Question question, List<String> after) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("zone", question.zone, "id", question.id, "most", question.most));
        for (int i = 0; i < after.size(); i++) {
            parameters.put("key" + i, after.get(i));
        }
        return parameters;
    }

    private List<Conflict.Stated> contents(Question question, String condition, Map<String, Object> parameters) {
        return registry.rows(Then.ofRevisions(CONTENTS.formatted(condition), question.reads), parameters).stream()
                .map(row -> new Conflict.Stated(
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
}
