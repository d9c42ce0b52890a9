package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a zone has made, or is to make, in a period. */
@Path("/v1")
@Tag(name = "Output")
class OutputResource {

    private static final String BY =
            "product,period: a total adds over neither; beside them organisation, for the totals of "
                    + "each with its projects, and stage, to tell where a product stands in its chains";
    private static final List<String> DIMENSIONS = List.of("product", "period");

    private final Answers answers;
    private final ManyZones zones;

    OutputResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** The totals of all periods. */
    record OutputAnswer(
            @Nullable String zone,
            Measure measure,
            @Nullable String position,
            List<Row> totals) {}

    @GET
    @Path("zones/{zone}/output")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Output by product and period",
            description = Figures.DESCRIPTION
                    + " Each period stands by itself, and so does each basis: actual, planned and target are never added. With "
                    + "`grain` the periods are years, quarters or months. " + Composition.RULE + ". A "
                    + "cumulative figure, or one since a start that is not known, is in no total; it is listed under "
                    + "`output/claims` among what is left out.")
    public RestResponse<OutputAnswer> output(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part,
            @BeanParam FlowParameters wanted) {
        return answers.of(asking, question(by, part, wanted));
    }

    @GET
    @Path("output")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part,
            @BeanParam FlowParameters wanted) {
        return zones.of(asking, request, question(by, part, wanted));
    }

    @GET
    @Path("zones/{zone}/output/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in an output, and those left out",
            description =
                    "With product, period, basis and unit: the claims of that one total. Left out are all claims on the "
                            + "same products that are in no total, or in that of another unit, each with the reason.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @BeanParam SliceParameters part,
            @BeanParam FlowParameters wanted,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        FlowTotals totals = totals(Slice.of(part, Set.of()), wanted);
        String wantedUnit = Parameters.unit(unit);
        return answers.of(
                asking,
                null,
                stores -> totals.claims(stores, asking.zone(), wantedUnit),
                (claims, position) -> claims.at(position));
    }

    private static FlowQuestion<OutputAnswer> question(
            @Nullable String by, SliceParameters part, FlowParameters wanted) {
        Set<String> dimensions = Parameters.by(by, DIMENSIONS, Slice.BY_ORGANISATION, Slice.BY_STAGE);
        return new FlowQuestion<>(
                totals(Slice.of(part, dimensions), wanted),
                (zone, position, rows) -> new OutputAnswer(zone, Measure.OUTPUT, position, rows));
    }

    private static FlowTotals totals(Slice slice, FlowParameters wanted) {
        return wanted.totals("output", List.of(Measure.OUTPUT), slice);
    }
}
