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

/** The money measures of a zone. */
@Path("/v1/zones/{zone}/value")
@Tag(name = "Value")
class ValueResource {

    private static final List<Measure> MEASURES =
            List.of(Measure.GROSS_OUTPUT_VALUE, Measure.SALES_REVENUE, Measure.INVESTMENT);
    private static final String BY =
            "measure,period: a total adds over neither; beside them product, which is told in any "
                    + "case, organisation, for the totals of each with its projects, and stage, to tell where a product stands in its chains";
    static final List<String> DIMENSIONS = List.of("measure", "period");
    static final String MEASURE = "Only gross-output-value, sales-revenue or investment";

    private final Answers answers;

    ValueResource(Answers answers) {
        this.answers = answers;
    }

    /** The totals of all measures and periods. */
    record ValueAnswer(String zone, String position, List<Row> totals) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Money by measure and period",
            description = Figures.DESCRIPTION
                    + " Gross output value, sales revenue and investment are three different things and never added to each "
                    + "other, nor are currencies, bases or periods. With `grain` the periods are years, quarters or months. "
                    + Composition.RULE + ". Figures told of no product are a row of their own; "
                    + "figures told of products are rows by product, with descendants.")
    public RestResponse<ValueAnswer> value(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @RestQuery @Parameter(description = MEASURE) @Nullable String measure,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = FlowTotals.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = FlowTotals.GRAIN) @Nullable String grain,
            @RestQuery @Parameter(description = FlowTotals.BASIS) @Nullable String basis) {
        Slice slice =
                Slice.ofMoney(part, Parameters.by(by, DIMENSIONS, "product", Slice.BY_ORGANISATION, Slice.BY_STAGE));
        FlowTotals totals = totals(asking.zone(), measure, slice, period, grain, basis);
        return answers.of(
                asking, null, totals::rows, (rows, position) -> new ValueAnswer(asking.zone(), position, rows));
    }

    @GET
    @Path("claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in an amount of money, and those left out",
            description =
                    "With measure, product (or `none`), period, basis and unit: the claims of that one total. Left out are "
                            + "all claims on the same measures and products that are in no total, each with the reason.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = MEASURE) @Nullable String measure,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = FlowTotals.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = FlowTotals.GRAIN) @Nullable String grain,
            @RestQuery @Parameter(description = FlowTotals.BASIS) @Nullable String basis,
            @RestQuery @Parameter(description = "Only this currency, ISO 4217") @Nullable String unit) {
        FlowTotals totals = totals(asking.zone(), measure, Slice.ofMoney(part, Set.of()), period, grain, basis);
        String wantedUnit = Parameters.unit(unit);
        return answers.of(
                asking, null, stores -> totals.claims(stores, wantedUnit), (claims, position) -> claims.at(position));
    }

    static FlowTotals totals(
            String zone,
            @Nullable String measure,
            Slice slice,
            @Nullable String period,
            @Nullable String grain,
            @Nullable String basis) {
        Measure wanted = Parameters.measure(measure, MEASURES);
        return new FlowTotals(
                zone,
                "value",
                wanted == null ? MEASURES : List.of(wanted),
                FlowTotals.bases(basis),
                slice,
                period,
                Parameters.grain(grain));
    }
}
