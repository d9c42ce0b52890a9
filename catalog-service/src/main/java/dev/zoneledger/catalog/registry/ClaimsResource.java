package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Claims: one statement by one source about one subject, measure, product and period. */
@Path("/v1/claims")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Claims", description = "What was stated, by whom, where, and what it counts for")
class ClaimsResource {

    private static final String STATUSES = """
            Where a line stands from `effectiveFrom` on: `announced` made public, nothing begun; `approved` permits or \
            the decision are given; `construction` permanent works have begun (a foundation stone is not construction); \
            `commissioning` built and being run in; `operating` in production; `mothballed` stopped, able to run again; \
            `retired` ended for good; off the path `shelved` put off, `cancelled` given up; `unknown` no source says.""";

    /** The rows of today. */
    @ApplicationScoped
    static class Claims implements PanacheRepositoryBase<RegisteredClaim, ClaimRow.Key> {}

    /** The rows of an instant. */
    @ApplicationScoped
    static class PastClaims implements PanacheRepositoryBase<PastClaim, ClaimRow.Key> {}

    private final Registry registry;
    private final Claims claims;
    private final PastClaims pastClaims;
    private final History history;

    ClaimsResource(Registry registry, Claims claims, PastClaims pastClaims, History history) {
        this.registry = registry;
        this.claims = claims;
        this.pastClaims = pastClaims;
        this.history = history;
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Claims",
            description = "Each with the rank in force, the mark that stands on it (re-ranking, supersession,"
                    + " retraction), and whether its subject is registered. Retracted ones only if asked for.")
    public Response list(
            @RestQuery @Nullable String zone,
            @RestQuery @Parameter(description = "Claims on it and on its projects") @Nullable String organisation,
            @RestQuery @Nullable String project,
            @RestQuery @Parameter(description = "With all products below it in the product tree") @Nullable
                    String product,
            @RestQuery @Nullable String measure,
            @RestQuery @Parameter(description = STATUSES) @Nullable String status,
            @RestQuery @Parameter(description = "The rank in force") @Nullable String rank,
            @RestQuery
                    @Parameter(
                            description = "false: only those whose subject nobody has registered",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @Nullable
                    String resolved,
            @RestQuery
                    @Parameter(
                            description = "true: only retracted ones; they are left out otherwise",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @Nullable
                    String retracted,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        int limit = Page.limit(paging.limit);
        Conditions conditions = new Conditions()
                .and("zone = :zone", "zone", Choices.id("zone", zone))
                .and(
                        "organisation = :organisation or exists (select 1 from "
                                + (reads.knownAt == null ? "RegisteredRecord" : "PastRecord")
                                + " p where p.kind = 'project' and p.zone = c.zone and p.id = c.project"
                                + " and p.organisation = :organisation)",
                        "organisation",
                        Choices.id("organisation", organisation))
                .and("project = :project", "project", Choices.id("project", project))
                .and("product in :product", "product", Choices.product(product))
                .and("measure = :measure", "measure", Choices.oneOf("measure", measure, Measure.values()))
                .and("status = :status", "status", Choices.oneOf("status", status, Status.values()))
                .and("rankInForce = :rank", "rank", Choices.oneOf("rank", rank, ClaimRank.values()))
                .and("resolved = :resolved", "resolved", Choices.yesOrNo("resolved", resolved))
                .and(
                        "retracted = :retracted",
                        "retracted",
                        Boolean.TRUE.equals(Choices.yesOrNo("retracted", retracted)))
                .after(Cursor.parse(paging.cursor));
        return registry.answer(reads, () -> {
            List<? extends ClaimRow> rows = find(reads, conditions, limit);
            return Page.of(rows, limit, Documents::of, row -> new Cursor(row.zone, row.id));
        });
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("{id}")
    @Operation(
            summary = "One claim",
            description =
                    "A retracted one too. Ids are unique in a zone: 409 asks for `zone` if it takes one. " + STATUSES)
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam PastReads reads) {
        Conditions conditions =
                new Conditions().and("id = :id", "id", id).and("zone = :zone", "zone", Choices.id("zone", zone));
        return registry.answer(reads, () -> {
            List<? extends ClaimRow> rows = find(reads, conditions, RecordsResource.ZONES_TOLD);
            return Documents.of(RecordsResource.only(
                    rows, "claim", id, rows.stream().map(row -> row.zone).toList()));
        });
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Path("{id}/history")
    @Operation(
            summary = "Every version of a claim, and of the marks on it",
            description = History.DESCRIPTION + " Ids are unique in a zone: 409 asks for `zone` if it takes one")
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        String inZone = Choices.id("zone", zone);
        return registry.answer(reads, () -> history.ofClaim(inZone, id));
    }

    /** One more than the limit, so that a page knows whether there is another. */
    private List<? extends ClaimRow> find(PastReads reads, Conditions conditions, int limit) {
        boolean past = reads.knownAt != null;
        PanacheRepositoryBase<? extends ClaimRow, ClaimRow.Key> rows = past ? pastClaims : claims;
        return rows.find(
                        "from " + (past ? "PastClaim" : "RegisteredClaim") + " c where " + conditions.query(),
                        Sort.by("zone", "id"),
                        conditions.parameters())
                .range(0, limit)
                .list();
    }
}
