package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Zones, organisations, projects and what else is registered without a figure. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records", description = "Zones, organisations, projects, policies, milestones, rankings, chains")
class RecordsResource {

    /** Of an id that is taken in more zones, so many are named, and one more is looked for. */
    static final int ZONES_TOLD = 9;

    /** The rows of all kinds, of today. */
    @ApplicationScoped
    static class Records implements PanacheRepositoryBase<RegisteredRecord, RecordRow.Key> {}

    /** The rows of all kinds, of an instant. */
    @ApplicationScoped
    static class PastRecords implements PanacheRepositoryBase<PastRecord, RecordRow.Key> {}

    private final Registry registry;
    private final Records records;
    private final PastRecords pastRecords;
    private final Ranked ranked;
    private final History history;

    RecordsResource(Registry registry, Records records, PastRecords pastRecords, Ranked ranked, History history) {
        this.registry = registry;
        this.records = records;
        this.pastRecords = pastRecords;
        this.ranked = ranked;
        this.history = history;
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("zones")
    @Operation(summary = "All zones")
    public Response zones(@BeanParam PastReads reads, @BeanParam Paging paging) {
        return list(EventType.ZONE_REGISTERED, null, null, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("zones/{zone}")
    @Operation(summary = "One zone", description = "404 until the zone is registered")
    public Response zone(@RestPath String zone, @BeanParam PastReads reads) {
        return one(EventType.ZONE_REGISTERED, zone, zone, reads);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("organisations")
    @Operation(summary = "Organisations: enterprises, institutes, universities, agencies")
    public Response organisations(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = Ranked.DESCRIPTION) @Nullable String q,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        if (q != null) {
            return ranked(EventType.ORGANISATION_REGISTERED, zone, null, q, reads, paging);
        }
        return list(EventType.ORGANISATION_REGISTERED, zone, null, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("organisations/{id}")
    @Operation(
            summary = "One organisation",
            description = "Ids are unique in a zone: 409 asks for `zone` if it takes one")
    public Response organisation(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam PastReads reads) {
        return one(EventType.ORGANISATION_REGISTERED, zone, id, reads);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("projects")
    @Operation(summary = "Projects with their phases and lines")
    public Response projects(
            @RestQuery @Nullable String zone,
            @RestQuery @Nullable String organisation,
            @RestQuery @Parameter(description = Ranked.DESCRIPTION) @Nullable String q,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        if (q != null) {
            return ranked(EventType.PROJECT_REGISTERED, zone, organisation, q, reads, paging);
        }
        return list(EventType.PROJECT_REGISTERED, zone, organisation, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("projects/{id}")
    @Operation(summary = "One project", description = "Ids are unique in a zone: 409 asks for `zone` if it takes one")
    public Response project(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam PastReads reads) {
        return one(EventType.PROJECT_REGISTERED, zone, id, reads);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("policies")
    @Operation(summary = "Policies: how many measures are stated, and those that are named")
    public Response policies(@RestQuery @Nullable String zone, @BeanParam PastReads reads, @BeanParam Paging paging) {
        return list(EventType.POLICY_REGISTERED, zone, null, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("milestones")
    @Operation(summary = "Milestones")
    public Response milestones(@RestQuery @Nullable String zone, @BeanParam PastReads reads, @BeanParam Paging paging) {
        return list(EventType.MILESTONE_REPORTED, zone, null, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("rankings")
    @Operation(summary = "Rankings: a place among others, without a quantity")
    public Response rankings(@RestQuery @Nullable String zone, @BeanParam PastReads reads, @BeanParam Paging paging) {
        return list(EventType.RANKING_REPORTED, zone, null, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("chains")
    @Operation(summary = "Statements that a chain has formed, repeated ones deprecated with their reason")
    public Response chains(@RestQuery @Nullable String zone, @BeanParam PastReads reads, @BeanParam Paging paging) {
        return list(EventType.CHAIN_REPORTED, zone, null, reads, paging);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("projects/{id}/history")
    @Operation(
            summary = "Every version of a project",
            description = History.DESCRIPTION + " Ids are unique in a zone: 409 asks for `zone` if it takes one")
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response projectHistory(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return history(EventType.PROJECT_REGISTERED, zone, id, reads);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("organisations/{id}/history")
    @Operation(
            summary = "Every version of an organisation",
            description = History.DESCRIPTION + " Ids are unique in a zone: 409 asks for `zone` if it takes one")
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response organisationHistory(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        return history(EventType.ORGANISATION_REGISTERED, zone, id, reads);
    }

    private Response history(EventType type, @Nullable String zone, String id, Reads reads) {
        String inZone = Choices.id("zone", zone);
        return registry.answer(reads, () -> history.ofRecord(type, inZone, id));
    }

    private Response list(
            EventType type, @Nullable String zone, @Nullable String organisation, PastReads reads, Paging paging) {
        int limit = Page.limit(paging.limit);
        Conditions conditions = new Conditions()
                .and("kind = :kind", "kind", type.kind())
                .and("zone = :zone", "zone", Choices.id("zone", zone))
                .and("organisation = :organisation", "organisation", Choices.id("organisation", organisation))
                .after(Cursor.parse(paging.cursor));
        return registry.answer(reads, () -> {
            List<? extends RecordRow> rows = find(reads, conditions, limit);
            return Page.of(rows, limit, Documents::of, row -> new Cursor(row.zone, row.id));
        });
    }

    private Response ranked(
            EventType type,
            @Nullable String zone,
            @Nullable String organisation,
            String q,
            PastReads reads,
            Paging paging) {
        int limit = paging.limit();
        String inZone = Choices.id("zone", zone);
        String ofOrganisation = Choices.id("organisation", organisation);
        return registry.answer(
                reads, () -> ranked.page(type.kind(), inZone, ofOrganisation, q, reads.past(), paging.cursor(), limit));
    }

    private Response one(EventType type, @Nullable String zone, String id, PastReads reads) {
        Conditions conditions = new Conditions()
                .and("kind = :kind", "kind", type.kind())
                .and("id = :id", "id", id)
                .and("zone = :zone", "zone", Choices.id("zone", zone));
        return registry.answer(reads, () -> {
            List<? extends RecordRow> rows = find(reads, conditions, ZONES_TOLD);
            return Documents.of(only(
                    rows, type.kind(), id, rows.stream().map(row -> row.zone).toList()));
        });
    }

    /** One more than the limit, so that a page knows whether there is another. */
    private List<? extends RecordRow> find(PastReads reads, Conditions conditions, int limit) {
        PanacheRepositoryBase<? extends RecordRow, RecordRow.Key> rows = reads.knownAt == null ? records : pastRecords;
        return rows.find(conditions.query(), Sort.by("zone", "id"), conditions.parameters())
                .range(0, limit)
                .list();
    }

    /** The one row; ids are unique in a zone only. */
    static <T> T only(List<? extends T> rows, String kind, String id, List<String> zones) {
        return switch (rows.size()) {
            case 0 -> throw Problem.notFound("There is no " + kind + " " + id).asException();
            case 1 -> rows.getFirst();
            default ->
                throw Problem.of(
                                409,
                                "zone-needed",
                                "The id is taken in more than one zone",
                                "Add the parameter zone; there is a " + kind + " " + id + " in "
                                        + String.join(", ", zones))
                        .asException();
        };
    }
}
