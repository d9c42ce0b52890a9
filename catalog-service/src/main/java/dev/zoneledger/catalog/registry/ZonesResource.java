package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Zone;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Zones. */
@Path("/v1/zones")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Zones", description = "Zones as reporting bodies")
class ZonesResource {

    private static final Listing<RecordRow> LIST =
            Records.listing("zones", Zone.class, Columns.ZONE, false, Records.byName("name"));

    private final Records records;

    ZonesResource(Records records) {
        this.records = records;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "All zones",
            description = "Those that are registered. Sorted by any of zone, id, recordedAt, name.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "zones", value = Examples.ZONE_LIST)))
    public Response list(@BeanParam ListReads reads) {
        return records.list(LIST, reads, new Records.Filters(EventType.ZONE_REGISTERED, null));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One zone", description = "404 until the zone is registered")
    @APIResponse(
            responseCode = "200",
            description = "The zone",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "zone", value = Examples.ZONE)))
    public Response one(@RestPath String id, @BeanParam RecordReads reads) {
        return records.one(EventType.ZONE_REGISTERED, LIST, id, id, reads);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Every version of a zone", description = History.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @BeanParam Reads reads) {
        return records.history(EventType.ZONE_REGISTERED, id, id, reads);
    }
}
