package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
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
    private static final String MEASURE = "Only gross-output-value, sales-revenue or investment";
    private static final String PRODUCT =
            "Only this product of the product tree and those below it, or `none` for figures told of no product";
    private static final String PERIOD = "Only this period: 2019, 2020-Q1, 2021-01/2021-10, XXXX (a year not stated)";
    private static final String BASIS = "Only actual, planned or target";

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
                    + "other, nor are currencies, bases or periods. Figures told of no product are a row of their own; "
                    + "figures told of products are rows by product, with descendants.")
    public RestResponse<ValueAnswer> value(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = "measure,period: a total adds over neither") @Nullable String by,
            @RestQuery @Parameter(description = MEASURE) @Nullable String measure,
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product,
            @RestQuery @Parameter(description = PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = BASIS) @Nullable String basis) {
        Parameters.by(by, "measure", "period");
        FlowTotals totals = totals(asking, measure, product, period, basis);
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
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product,
            @RestQuery @Parameter(description = PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = BASIS) @Nullable String basis,
            @RestQuery @Parameter(description = "Only this currency, ISO 4217") @Nullable String unit) {
        FlowTotals totals = totals(asking, measure, product, period, basis);
        String wantedUnit = Parameters.unit(unit);
        return answers.of(
                asking, null, stores -> totals.claims(stores, wantedUnit), (claims, position) -> claims.at(position));
    }

    private static FlowTotals totals(
            Asking asking,
            @Nullable String measure,
            @Nullable String product,
            @Nullable String period,
            @Nullable String basis) {
        Measure wanted = Parameters.measure(measure, MEASURES);
        return new FlowTotals(
                asking.zone(),
                "value",
                wanted == null ? MEASURES : List.of(wanted),
                FlowTotals.bases(basis),
                Parameters.productOrNone(product),
                Parameters.period(period));
    }
}
