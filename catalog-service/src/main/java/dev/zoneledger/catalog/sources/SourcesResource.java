package dev.zoneledger.catalog.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.registry.Choices;
import dev.zoneledger.catalog.registry.Paging;
import dev.zoneledger.catalog.registry.PastReads;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.sources.Origins.By;
import dev.zoneledger.catalog.sources.Origins.Counted;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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

/** Sources and speakers, with what each one says. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Who says what: sources and speakers")
class SourcesResource {

    private static final ObjectMapper JSON = Json.mapper();

    private static final String ID = "As the list gives it";

    private final Registry registry;
    private final Origins origins;

    SourcesResource(Registry registry, Origins origins) {
        this.registry = registry;
        this.origins = origins;
    }

    /**
     * A document, and how much of a zone's account comes from it.
     *
     * @param id a digest of the address; the same in every zone
     * @param publisher as most of what comes from it says; so are date and language
     * @param machineTranslated whether any of it was read in a machine's translation
     * @param claims how many, by measure; those that do not count too
     * @param records how many, by kind
     */
    @JsonInclude(Include.NON_NULL)
    record SourceEntry(
            String id,
            String zone,
            String uri,
            @Nullable String publisher,
            @Nullable String publishedOn,
            @Nullable String language,
            boolean machineTranslated,
            Map<String, Long> claims,
            Map<String, Long> records,
            Map<String, String> links) {}

    /**
     * Somebody who says something, as sources name them.
     *
     * @param claims how many, by measure; those that do not count too
     * @param records how many, by kind
     */
    @JsonInclude(Include.NON_NULL)
    record SpeakerEntry(
            String id,
            String zone,
            @Nullable String name,
            @Nullable String office,
            @Nullable String organisation,
            Map<String, Long> claims,
            Map<String, Long> records,
            Map<String, String> links) {}

    /** A part of the list of sources. */
    record SourceEntries(List<SourceEntry> items, @Nullable String next) {}

    /** A part of the list of speakers. */
    record SpeakerEntries(
            List<SpeakerEntry> items, @Nullable String next) {}

    @GET
    @Path("sources")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The sources of a zone's account, and how much comes from each",
            description =
                    "In the order of their ids, which are digests of their addresses. Claims and records count as they stand"
                            + " in their greatest revision")
    @APIResponse(
            responseCode = "200",
            description = "Empty if nothing is on record",
            content =
                    @Content(
                            schema = @Schema(implementation = SourceEntries.class),
                            examples = @ExampleObject(name = "One article", value = """
                                    {"items": [{"id": "f6e200de500f44fc9b5a87bb698940e5", "zone": "baotou-rehz",
                                      "uri": "urn:smm:101294895", "publisher": "SMM", "publishedOn": "2020-10",
                                      "language": "en", "machineTranslated": true,
                                      "claims": {"capacity": 11, "count": 4}, "records": {"organisation": 19, "project": 10},
                                      "links": {"self": "/v1/sources/f6e200de500f44fc9b5a87bb698940e5?zone=baotou-rehz",
                                        "claims": "/v1/sources/f6e200de500f44fc9b5a87bb698940e5/claims?zone=baotou-rehz",
                                        "records": "/v1/sources/f6e200de500f44fc9b5a87bb698940e5/records?zone=baotou-rehz"}}]}""")))
    public Response sources(
            @RestQuery @Parameter(required = true, example = "baotou-rehz") @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        return registry.answer(
                reads,
                () -> origins.page(
                        By.SOURCE,
                        inZone,
                        reads.past(),
                        paging,
                        limit,
                        counted -> JSON.valueToTree(source(inZone, counted))));
    }

    @GET
    @Path("sources/{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One source", description = "With links to the claims and the records that come from it")
    @APIResponse(
            responseCode = "200",
            description = "As in the list",
            content = @Content(schema = @Schema(implementation = SourceEntry.class)))
    @APIResponse(responseCode = "404", description = "Nothing in the zone comes from it")
    public Response source(
            @RestPath @Parameter(description = ID, example = "f6e200de500f44fc9b5a87bb698940e5") String id,
            @RestQuery @Parameter(required = true, example = "baotou-rehz") @Nullable String zone,
            @BeanParam PastReads reads) {
        String inZone = Choices.requiredId("zone", zone);
        return registry.answer(reads, () -> {
            Counted counted = origins.one(By.SOURCE, inZone, reads.past(), id);
            if (counted == null) {
                throw none("source", id);
            }
            return JSON.valueToTree(source(inZone, counted));
        });
    }

    @GET
    @Path("sources/{id}/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What a source claims",
            description = "Each claim as `/v1/claims` has it, by id, retracted ones too")
    public Response claimsOfSource(
            @RestPath @Parameter(description = ID) String id,
            @RestQuery @Parameter(required = true) @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        return claims(By.SOURCE, id, zone, reads, paging);
    }

    @GET
    @Path("sources/{id}/records")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What else a source tells: organisations, projects, policies, milestones, rankings, chains",
            description = "Each record as it was said, with its `kind`")
    public Response recordsOfSource(
            @RestPath @Parameter(description = ID) String id,
            @RestQuery @Parameter(required = true) @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        return records(By.SOURCE, id, zone, reads, paging);
    }

    @GET
    @Path("speakers")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Who says something of a zone, and how much",
            description =
                    "A person, an office, an organisation, as the sources name them: one who is named in two ways is two"
                            + " speakers. The whole zone is gone through")
    @APIResponse(
            responseCode = "200",
            description = "Empty if nobody is named",
            content =
                    @Content(
                            schema = @Schema(implementation = SpeakerEntries.class),
                            examples = @ExampleObject(name = "A legal representative", value = """
                                    {"items": [{"id": "36b307b6dbdc40f5019c38e70c88539e", "zone": "baotou-rehz", "name": "Sun Xiping",
                                      "office": "legal representative", "organisation": "jinmeng-huimeng",
                                      "claims": {"capacity": 3, "gross-output-value": 3, "count": 2},
                                      "records": {"project": 1},
                                      "links": {"claims": "/v1/speakers/36b307b6dbdc40f5019c38e70c88539e/claims?zone=baotou-rehz"}}]}""")))
    public Response speakers(
            @RestQuery @Parameter(required = true, example = "baotou-rehz") @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        return registry.answer(
                reads,
                () -> origins.page(
                        By.SPEAKER,
                        inZone,
                        reads.past(),
                        paging,
                        limit,
                        counted -> JSON.valueToTree(speaker(inZone, counted))));
    }

    @GET
    @Path("speakers/{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One speaker", description = "With links to the claims and records that they stated")
    @APIResponse(
            responseCode = "200",
            description = "As in the list",
            content = @Content(schema = @Schema(implementation = SpeakerEntry.class)))
    @APIResponse(responseCode = "404", description = "Nothing in the zone was said by them")
    public Response speaker(
            @RestPath @Parameter(description = ID) String id,
            @RestQuery @Parameter(required = true) @Nullable String zone,
            @BeanParam PastReads reads) {
        String inZone = Choices.requiredId("zone", zone);
        return registry.answer(reads, () -> {
            Counted counted = origins.one(By.SPEAKER, inZone, reads.past(), id);
            if (counted == null) {
                throw none("speaker", id);
            }
            return JSON.valueToTree(speaker(inZone, counted));
        });
    }

    @GET
    @Path("speakers/{id}/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What a speaker claims",
            description = "Each claim as `/v1/claims` has it, by id, retracted ones too")
    public Response claimsOfSpeaker(
            @RestPath @Parameter(description = ID) String id,
            @RestQuery @Parameter(required = true) @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        return claims(By.SPEAKER, id, zone, reads, paging);
    }

    @GET
    @Path("speakers/{id}/records")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "What else a speaker tells", description = "Each record as it was said, with its `kind`")
    public Response recordsOfSpeaker(
            @RestPath @Parameter(description = ID) String id,
            @RestQuery @Parameter(required = true) @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        return records(By.SPEAKER, id, zone, reads, paging);
    }

    private Response claims(By by, String id, @Nullable String zone, PastReads reads, Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        return registry.answer(reads, () -> origins.claims(by, inZone, reads.past(), id, paging, limit));
    }

    private Response records(By by, String id, @Nullable String zone, PastReads reads, Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.requiredId("zone", zone);
        return registry.answer(reads, () -> origins.records(by, inZone, reads.past(), id, paging, limit));
    }

    private static ProblemException none(String kind, String id) {
        return Problem.notFound("There is no " + kind + " " + id + " in this zone")
                .asException();
    }

    private static SourceEntry source(String zone, Counted counted) {
        return new SourceEntry(
                counted.id(),
                zone,
                counted.key(),
                (String) counted.any().get("publisher"),
                (String) counted.any().get("published_on"),
                (String) counted.any().get("language"),
                Boolean.TRUE.equals(counted.any().get("translated")),
                counted.claims(),
                counted.records(),
                links("/v1/sources/" + counted.id(), zone));
    }

    private static SpeakerEntry speaker(String zone, Counted counted) {
        Speaker speaker;
        try {
            speaker = JSON.readValue(counted.key(), Speaker.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return new SpeakerEntry(
                counted.id(),
                zone,
                speaker.name(),
                speaker.office(),
                speaker.organisation(),
                counted.claims(),
                counted.records(),
                links("/v1/speakers/" + counted.id(), zone));
    }

    private static Map<String, String> links(String self, String zone) {
        String query = "?zone=" + zone;
        return Map.of("self", self + query, "claims", self + "/claims" + query, "records", self + "/records" + query);
    }
}
