package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a zone has made, or is to make, in a period. */
@Path("/v1/zones/{zone}/output")
@Tag(name = "Output")
class OutputResource {

    private static final String BY =
            "product,period: a total adds over neither; beside them organisation, for the totals of "
                    + "each with its projects, and stage, to tell where a product stands in its chains";
    static final List<String> DIMENSIONS = List.of("product", "period");

    private final Answers answers;

    OutputResource(Answers answers) {
        this.answers = answers;
    }

    /** The totals of all periods. */
    record OutputAnswer(String zone, Measure measure, String position, List<Row> totals) {}

    @GET
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
            @RestQuery @Parameter(description = FlowTotals.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = FlowTotals.GRAIN) @Nullable String grain,
            @RestQuery @Parameter(description = FlowTotals.BASIS) @Nullable String basis) {
        Slice slice = Slice.of(part, Parameters.by(by, DIMENSIONS, Slice.BY_ORGANISATION, Slice.BY_STAGE));
        FlowTotals totals = totals(asking.zone(), slice, period, grain, basis);
        return answers.of(
                asking,
                null,
                totals::rows,
                (rows, position) -> new OutputAnswer(asking.zone(), Measure.OUTPUT, position, rows));
    }

    @GET
    @Path("claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in an output, and those left out",
            description =
                    "With product, period, basis and unit: the claims of that one total. Left out are all claims on the "
                            + "same products that are in no total, each with the reason.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = FlowTotals.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = FlowTotals.GRAIN) @Nullable String grain,
            @RestQuery @Parameter(description = FlowTotals.BASIS) @Nullable String basis,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        FlowTotals totals = totals(asking.zone(), Slice.of(part, Set.of()), period, grain, basis);
        String wantedUnit = Parameters.unit(unit);
        return answers.of(
                asking, null, stores -> totals.claims(stores, wantedUnit), (claims, position) -> claims.at(position));
    }

    static FlowTotals totals(
            String zone, Slice slice, @Nullable String period, @Nullable String grain, @Nullable String basis) {
        return new FlowTotals(
                zone,
                "output",
                List.of(Measure.OUTPUT),
                FlowTotals.bases(basis),
                slice,
                period,
                Parameters.grain(grain));
    }
}
