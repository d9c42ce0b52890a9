package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Ranking;
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

/** Rankings. */
@Path("/v1/rankings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rankings", description = "A place among others, without a quantity")
class RankingsResource {

    private static final Listing<RecordRow> LIST =
            Records.listing("rankings", Ranking.class, Columns.RANKING, true, Records.byDay("asOf"));

    private final Records records;

    RankingsResource(Records records) {
        this.records = records;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Rankings: a place among others, without a quantity",
            description =
                    "`position` is the place; where in the log it was recorded is `logPosition`. With `asOf`, only those of that day or before, or without a date. Sorted by any of zone, id, recordedAt, asOf.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "rankings", value = Examples.RANKING_LIST)))
    public Response list(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = "On the organisation itself, as it is stated") @Nullable
                    String organisation,
            @RestQuery @Parameter(description = "On the project, as it is stated") @Nullable String project,
            @RestQuery @Parameter(description = "With all products below it in the product tree") @Nullable
                    String product,
            @BeanParam ListReads reads) {
        return records.list(
                LIST,
                reads,
                new Records.Filters(EventType.RANKING_REPORTED, zone)
                        .and("organisation", Choices.id("organisation", organisation))
                        .and("project", Choices.id("project", project))
                        .andAny("product", Choices.product(product)));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One ranking", description = Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "The ranking",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "ranking", value = Examples.RANKING)))
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam RecordReads reads) {
        return records.one(EventType.RANKING_REPORTED, LIST, zone, id, reads);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Every version of a ranking", description = History.DESCRIPTION + " " + Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return records.history(EventType.RANKING_REPORTED, zone, id, reads);
    }
}
