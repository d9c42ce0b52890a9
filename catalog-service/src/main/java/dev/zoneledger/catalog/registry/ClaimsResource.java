package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.rest.Roles;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    private static final Listing<ClaimRow> LIST = new Listing<>(
            "claims",
            RegisteredClaim.class,
            PastClaim.class,
            List.of(
                    SortKey.text("zone", "c.zone", row -> row.zone),
                    SortKey.text("id", "c.id", row -> row.id),
                    SortKey.instant("recordedAt", "c.recordedAt", row -> row.recordedAt),
                    SortKey.text("measure", "c.measure", row -> row.measure),
                    SortKey.text("rank", "c.rankInForce", row -> row.rankInForce),
                    SortKey.<ClaimRow>decimal("quantity", "c.figure", row -> row.figure)
                            .needing("zone"),
                    SortKey.<ClaimRow>day("publishedOn", "c.published", row -> row.published)
                            .needing("zone")),
            Fields.of(
                    Claim.class,
                    "rankInForce",
                    "resolved",
                    "conflicts",
                    "mark",
                    "mark.kind",
                    "mark.reason",
                    "holds",
                    "recordedAt",
                    "position",
                    "links"),
            (row, day) -> Documents.of(row),
            Columns.CLAIM,
            Observations.COLUMNS);

    /** The rows of today. */
    @ApplicationScoped
    static class Claims implements PanacheRepositoryBase<RegisteredClaim, ClaimRow.Key> {}

    /** The rows of an instant. */
    @ApplicationScoped
    static class PastClaims implements PanacheRepositoryBase<PastClaim, ClaimRow.Key> {}

    private final Lists lists;
    private final Registry registry;
    private final Claims claims;
    private final PastClaims pastClaims;
    private final EntityManager entities;
    private final History history;

    ClaimsResource(
            Lists lists,
            Registry registry,
            Claims claims,
            PastClaims pastClaims,
            EntityManager entities,
            History history) {
        this.lists = lists;
        this.registry = registry;
        this.claims = claims;
        this.pastClaims = pastClaims;
        this.entities = entities;
        this.history = history;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE, Format.SDMX_CSV_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Claims",
            description = "Each with the rank in force, the mark that stands on it (re-ranking, supersession,"
                    + " retraction), and whether its subject is registered. Retracted ones only if asked for.\n\n"
                    + "With `asOf`, which needs `zone`: of each series (subject, measure, basis, product and what is"
                    + " counted; of a flow also its period) the claim that holds on that day. For a capacity or a count it"
                    + " is the latest `effectiveFrom` not after the day; a flow belongs to its period and holds on every"
                    + " day. What is in no total (retracted, superseded, deprecated, quarantined, cumulative, without a"
                    + " date, unresolved, outside the zone) holds on none.\n\n"
                    + "Sorted by any of zone, id, recordedAt, measure, rank; where `zone` is given also by quantity (in the base"
                    + " unit of its kind, claims without a figure below all others) and publishedOn (the last day that it"
                    + " may mean).\n\n"
                    + "As NDJSON, CSV or XLSX all that the filters leave, if there is no `limit`; as SDMX-CSV 2.0 those"
                    + " that have a time: not those of an unknown date, of a year that is not named, or since an unknown"
                    + " start.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "claims", value = Examples.CLAIM_LIST)))
    public Response list(@BeanParam ClaimFilters filters, @BeanParam ListReads reads) {
        return lists.answer(LIST, reads, filters.conditions(reads, reads.day()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "One claim",
            description =
                    "A retracted one too. With `asOf`, `holds` says whether it is the claim that holds of its series"
                            + " on that day. " + Records.ZONE_NEEDED + ". " + ClaimFilters.STATUSES)
    @APIResponse(
            responseCode = "200",
            description = "The claim",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "claim", value = Examples.CLAIM)))
    public Response one(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam RecordReads reads) {
        LocalDate day = reads.day();
        Fields.Choice choice = LIST.fields().choose(reads.fields);
        Conditions conditions =
                new Conditions().and("id = :id", "id", id).and("zone = :zone", "zone", Choices.id("zone", zone));
        return registry.answer(reads, () -> {
            PanacheRepositoryBase<? extends ClaimRow, ClaimRow.Key> rows = reads.knownAt == null ? claims : pastClaims;
            List<? extends ClaimRow> found = rows.find(
                            "from " + LIST.entity(reads) + " c where " + conditions.query() + " order by c.zone",
                            conditions.parameters())
                    .range(0, Records.ZONES_TOLD)
                    .list();
            ClaimRow row = Records.only(
                    found, "claim", id, found.stream().map(each -> each.zone).toList());
            ObjectNode claim = Documents.of(row);
            if (day != null) {
                claim.put("holds", holds(row, reads, day));
            }
            return choice.of(claim);
        });
    }

    /** Looked for in its series alone. */
    private boolean holds(ClaimRow row, PastReads reads, LocalDate day) {
        String subject = ((Claim) Documents.event(EventType.CAPACITY_REPORTED.kind(), row.document))
                .subject()
                .path();
        return !entities.createQuery(
                        "select h.id from " + (reads.knownAt == null ? "Hold" : "PastHold")
                                + " h where h.zone = :zone and h.measure = :measure and h.basis = :basis"
                                + " and h.subject = :subject and h.id = :id"
                                + " and h.holdsFrom <= :day and (h.holdsTo is null or h.holdsTo > :day)",
                        String.class)
                .setParameter("zone", row.zone)
                .setParameter("measure", row.measure)
                .setParameter("basis", row.basis)
                .setParameter("subject", subject)
                .setParameter("id", row.id)
                .setParameter("day", day)
                .getResultList()
                .isEmpty();
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Every version of a claim, and of the marks on it",
            description = History.DESCRIPTION + " " + Records.ZONE_NEEDED)
    @APIResponse(
            responseCode = "200",
            description = "In the order in which they were recorded",
            content = @Content(schema = @Schema(implementation = History.Versions.class)))
    public Response history(@RestPath String id, @RestQuery @Nullable String zone, @BeanParam Reads reads) {
        String inZone = Choices.id("zone", zone);
        return registry.answer(reads, () -> history.ofClaim(inZone, id));
    }
}
