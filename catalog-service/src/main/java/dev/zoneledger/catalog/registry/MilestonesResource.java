package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Milestone;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** Milestones. */
@Path("/v1/milestones")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Milestones", description = "What happened, without a quantity")
class MilestonesResource {

    private static final Listing<RecordRow> LIST = Records.listing(
            "milestones",
            Milestone.class,
            Columns.MILESTONE,
            true,
            Records.byName("title"),
            Records.byDay("occurredOn"));

    private final Records records;

    MilestonesResource(Records records) {
        this.records = records;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Milestones",
            description =
                    "With `asOf`, only those that had occurred by that day or have no date. Sorted by any of zone, id, recordedAt, title, occurredOn.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "milestones", value = Examples.MILESTONE_LIST)))
    public Response list(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = "On the organisation itself, as it is stated") @Nullable
                    String organisation,
            @RestQuery @Parameter(description = "On the project, as it is stated") @Nullable String project,
            @BeanParam ListReads reads) {
        return records.list(
                LIST,
                reads,
                new Records.Filters(EventType.MILESTONE_REPORTED, zone)
                        .and("organisation", Choices.id("organisation", organisation))
                        .and("project", Choices.id("project", project)));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One milestone", description = Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "The milestone",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "milestone", value = Examples.MILESTONE)))
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam RecordReads reads) {
        return records.one(EventType.MILESTONE_REPORTED, LIST, zone, id, reads);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Every version of a milestone", description = History.DESCRIPTION + " " + Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return records.history(EventType.MILESTONE_REPORTED, zone, id, reads);
    }
}
