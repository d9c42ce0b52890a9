package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationRole;
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

/** Organisations. */
@Path("/v1/organisations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organisations", description = "Enterprises, institutes, universities, agencies")
class OrganisationsResource {

    private static final Listing<RecordRow> LIST =
            Records.listing("organisations", Organisation.class, Columns.ORGANISATION, true, Records.byName("name"));

    private final Records records;

    OrganisationsResource(Records records) {
        this.records = records;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Organisations: enterprises, institutes, universities, agencies",
            description =
                    "With the names that they go by, and who decided that these are theirs. Sorted by any of zone, id, recordedAt, name.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "organisations", value = Examples.ORGANISATION_LIST)))
    public Response list(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = "enterprise, institute, university, agency") @Nullable String role,
            @RestQuery
                    @Parameter(
                            description =
                                    "true: only those that are spoken of and no part of the zone; false: only its own")
                    @Nullable
                    String outsideZone,
            @RestQuery @Parameter(description = Ranked.DESCRIPTION) @Nullable String q,
            @BeanParam ListReads reads) {
        if (q != null) {
            Map<String, @Nullable Object> others = new HashMap<>();
            others.put("role", role);
            others.put("outsideZone", outsideZone);
            return records.found(LIST, EventType.ORGANISATION_REGISTERED, zone, null, q, reads, others);
        }
        return records.list(
                LIST,
                reads,
                new Records.Filters(EventType.ORGANISATION_REGISTERED, zone)
                        .and("role", Choices.oneOf("role", role, OrganisationRole.values()))
                        .and("outsideZone", Choices.oneOf("outsideZone", outsideZone, new Object[] {true, false})));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One organisation", description = Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "The organisation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "organisation", value = Examples.ORGANISATION)))
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam RecordReads reads) {
        return records.one(EventType.ORGANISATION_REGISTERED, LIST, zone, id, reads);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Every version of an organisation",
            description = History.DESCRIPTION + " " + Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return records.history(EventType.ORGANISATION_REGISTERED, zone, id, reads);
    }
}
