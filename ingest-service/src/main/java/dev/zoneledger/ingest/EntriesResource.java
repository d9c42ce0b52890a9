package dev.zoneledger.ingest;

import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Milestone;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Policy;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Ranking;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.ingest.Posts.Receipt;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The addresses that take entries. */
@Path("/v1")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Entries",
        description = "One object or an array of up to 10000; all are published or, if one has a fault, none")
final class EntriesResource {

    static final String PUBLISHED = "On disk at the log; `position` is where, for the parameter `after` of every query";
    static final String POSITION = "The greatest offset of each partition written to, for instance 7@1042";

    // In their order, so that a refusal names them alike each time.
    private static final Set<Kind> MERGES =
            Collections.unmodifiableSet(EnumSet.of(Kind.ORGANISATION_MERGE, Kind.PROJECT_MERGE));

    private final Posts posts;

    EntriesResource(Posts posts) {
        this.posts = posts;
    }

    @POST
    @Path("/zones")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postZones",
            summary = "Register zones",
            description = "A zone is a reporting body; its id is the `zone` of everything else")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Zone.class, Zone[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.ZONE)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> zones(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.ZONE, body, posted);
    }

    @POST
    @Path("/organisations")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postOrganisations",
            summary = "Register organisations",
            description =
                    "Enterprises, institutes, universities and agencies, with their aliases and who decided on each link. `lei` (ISO 17442) and `uscc` (Unified Social Credit Code, GB 32100-2015) are refused unless their check digits are right")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Organisation.class, Organisation[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.ORGANISATION)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> organisations(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.ORGANISATION, body, posted);
    }

    @POST
    @Path("/projects")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postProjects",
            summary = "Register projects",
            description =
                    "A project with its phases and their lines. The status of a phase is one of announced (made public, nothing begun), approved (permits or the investment decision are given), construction (permanent works have begun; a foundation stone is not construction), commissioning, operating, mothballed, retired; off the path shelved, cancelled; unknown")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Project.class, Project[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.PROJECT)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> projects(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.PROJECT, body, posted);
    }

    @POST
    @Path("/policies")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postPolicies",
            summary = "Register policies",
            description = "Policy documents with the measures that are named and how many are stated")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Policy.class, Policy[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.POLICY)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> policies(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.POLICY, body, posted);
    }

    @POST
    @Path("/milestones")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postMilestones",
            summary = "Report milestones",
            description = "What happened, without a quantity")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Milestone.class, Milestone[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.MILESTONE)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> milestones(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.MILESTONE, body, posted);
    }

    @POST
    @Path("/rankings")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postRankings",
            summary = "Report rankings",
            description = "A place among others, without a quantity")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Ranking.class, Ranking[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.RANKING)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> rankings(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.RANKING, body, posted);
    }

    @POST
    @Path("/chains")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postChains",
            summary = "Report chains",
            description = "One source's statement that a chain has formed in the zone")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {ChainStatement.class, ChainStatement[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.CHAIN)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> chains(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.CHAIN, body, posted);
    }

    @POST
    @Path("/claims")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postClaims",
            summary = "Report claims",
            description =
                    "One statement by one source about one subject, measure, product and period. Defaults: `revision` 1, `rank` normal, `qualifier` exact, `basis` actual, `precision` from the form of the date; `id` from the content, so that the same claim sent twice is one claim. A capacity needs `product`, `status` and `effectiveFrom`; an output `product` and `period`; the money measures `period`; a count `counted` and `effectiveFrom`. The same id with a higher `revision` corrects a claim")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Claim.class, Claim[].class}),
                            examples = @ExampleObject(name = "capacity", value = Examples.CLAIM)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> claims(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.CLAIM, body, posted);
    }

    @POST
    @Path("/supersessions")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postSupersessions",
            summary = "Supersede claims",
            description =
                    "The claim of this id no longer holds since another took its place. `revision` must be higher than the claim's")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Supersession.class, Supersession[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.SUPERSESSION)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> supersessions(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.SUPERSESSION, body, posted);
    }

    @POST
    @Path("/retractions")
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postRetractions",
            summary = "Retract claims",
            description =
                    "The claim of this id is taken back; it stays as a tombstone and is in no total. `revision` must be higher than the claim's")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Retraction.class, Retraction[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.RETRACTION)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> retractions(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.RETRACTION, body, posted);
    }

    @POST
    @Path("/rerankings")
    @RolesAllowed(Roles.STEWARD)
    @Operation(
            operationId = "postRerankings",
            summary = "Decide on ranks",
            description =
                    "A steward deprecates, quarantines, releases or prefers the claim of this id. `revision` must be higher than the claim's")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Reranking.class, Reranking[].class}),
                            examples = @ExampleObject(name = "one", value = Examples.RERANKING)))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> rerankings(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(Kind.RERANKING, body, posted);
    }

    @POST
    @Path("/merges")
    @RolesAllowed(Roles.STEWARD)
    @Operation(
            operationId = "postMerges",
            summary = "Merge records, or undo it",
            description =
                    "A steward says that the organisation or project of this `id` is henceforth one with `into`. Both records and all claims stay as they are, and claims count for the record at the end of the merges; merges that go round in a circle do not count. There is one merge for each `id`: a higher `revision` changes it, and undoes it without `into`")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {PostedMerge.class, PostedMerge[].class}),
                            examples = {
                                @ExampleObject(name = "two records each", value = Examples.MERGES),
                                @ExampleObject(name = "undone", value = Examples.MERGE_UNDONE)
                            }))
    @APIResponse(
            responseCode = "202",
            description = PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> merges(InputStream body, @BeanParam Keyed posted) {
        return posts.publish(MERGES, body, posted);
    }

    /** A merge as it is posted, for the API's description. */
    private record PostedMerge(
            @Schema(
                    description = "What the two records are",
                    enumeration = {"organisation-merge", "project-merge"},
                    required = true)
            String type,

            @Schema(required = true) String zone,

            @Schema(description = "Id of the record that is merged away", required = true)
            String id,

            @Schema(description = "From 1, which may be left out", minimum = "1")
            int revision,

            @Schema(
                    description =
                            "Id of the record that it is henceforth one with; left out of a revision from 2 on, the merge is undone")
            @Nullable
            String into,

            @Schema(description = "Why they are one, or are not after all", required = true)
            String reason,

            @Nullable Speaker statedBy,
            @Nullable Source source,
            List<String> inferred,
            @Nullable String note) {}
}
