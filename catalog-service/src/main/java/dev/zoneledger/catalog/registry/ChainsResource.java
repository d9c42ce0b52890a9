package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventType;
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

/** Statements of chains. */
@Path("/v1/chains")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Chains",
        description = "Statements that a chain has formed in a zone; the chains themselves are product-chains")
class ChainsResource {

    private static final Listing<RecordRow> LIST = Records.listing("chains", ChainStatement.class, Columns.CHAIN, true);

    private final Records records;

    ChainsResource(Records records) {
        this.records = records;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Statements that a chain has formed, repeated ones deprecated with their reason",
            description = "A statement has no date: `asOf` leaves all. Sorted by any of zone, id, recordedAt.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "chains", value = Examples.CHAIN_LIST)))
    public Response list(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = "Code of one of the product-chains") @Nullable String chain,
            @RestQuery @Parameter(description = "The organisation named as leading it") @Nullable String leader,
            @RestQuery @Parameter(description = "preferred, normal, deprecated, quarantined") @Nullable String rank,
            @BeanParam ListReads reads) {
        return records.list(
                LIST,
                reads,
                new Records.Filters(EventType.CHAIN_REPORTED, zone)
                        .and("chain", Choices.id("chain", chain))
                        .and("leader", Choices.id("leader", leader))
                        .and("rank", Choices.oneOf("rank", rank, ClaimRank.values())));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One statement of a chain", description = Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "The statement of a chain",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "statement of a chain", value = Examples.CHAIN)))
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam RecordReads reads) {
        return records.one(EventType.CHAIN_REPORTED, LIST, zone, id, reads);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Every version of a statement of a chain",
            description = History.DESCRIPTION + " " + Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return records.history(EventType.CHAIN_REPORTED, zone, id, reads);
    }
}
