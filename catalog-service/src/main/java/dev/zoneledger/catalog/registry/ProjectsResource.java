package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Status;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
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

/** Projects. */
@Path("/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects", description = "Building programmes with their phases and lines")
class ProjectsResource {

    private static final Listing<RecordRow> LIST =
            Records.listing("projects", Project.class, Columns.PROJECT, true, Records.byName("name"));

    private final Records records;

    ProjectsResource(Records records) {
        this.records = records;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Projects with their phases and lines",
            description =
                    "With `asOf`, a phase whose status began later shows none. Sorted by any of zone, id, recordedAt, name.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "projects", value = Examples.PROJECT_LIST)))
    public Response list(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = "Whose they are") @Nullable String organisation,
            @RestQuery
                    @Parameter(description = "Those of which a phase has this status. " + ClaimFilters.STATUSES)
                    @Nullable
                    String status,
            @RestQuery
                    @Parameter(description = "Those with a line for it, or for a product below it in the product tree")
                    @Nullable
                    String product,
            @RestQuery @Parameter(description = Ranked.DESCRIPTION) @Nullable String q,
            @BeanParam ListReads reads) {
        if (q != null) {
            Map<String, @Nullable Object> others = new HashMap<>();
            others.put("status", status);
            others.put("product", product);
            return records.found(LIST, EventType.PROJECT_REGISTERED, zone, organisation, q, reads, others);
        }
        return records.list(
                LIST,
                reads,
                new Records.Filters(EventType.PROJECT_REGISTERED, zone)
                        .andOwner(Choices.id("organisation", organisation))
                        .andStatus(Choices.oneOf("status", status, Status.values()), reads.day())
                        .andAny("product", Choices.product(product)));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One project", description = Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "The project",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "project", value = Examples.PROJECT)))
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam RecordReads reads) {
        return records.one(EventType.PROJECT_REGISTERED, LIST, zone, id, reads);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Every version of a project", description = History.DESCRIPTION + " " + Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return records.history(EventType.PROJECT_REGISTERED, zone, id, reads);
    }
}
