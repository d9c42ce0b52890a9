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

/** The money measures of a zone. */
@Path("/v1")
@Tag(name = "Value")
class ValueResource {

    private static final List<Measure> MEASURES =
            List.of(Measure.GROSS_OUTPUT_VALUE, Measure.SALES_REVENUE, Measure.INVESTMENT);
    private static final String BY =
            "measure,period: a total adds over neither; beside them product, which is told in any "
                    + "case, organisation, for the totals of each with its projects, and stage, to tell where a product stands in its chains";
    private static final List<String> DIMENSIONS = List.of("measure", "period");
    private static final String MEASURE = "Only gross-output-value, sales-revenue or investment";

    private final Answers answers;
    private final ManyZones zones;

    ValueResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** The totals of all measures and periods. */
    record ValueAnswer(@Nullable String zone, @Nullable String position, List<Row> totals) {}

    @GET
    @Path("zones/{zone}/value")
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
            @BeanParam FlowParameters wanted) {
        return answers.of(asking, question(by, measure, part, wanted));
    }

    @GET
    @Path("value")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @RestQuery @Parameter(description = MEASURE) @Nullable String measure,
            @BeanParam SliceParameters part,
            @BeanParam FlowParameters wanted) {
        return zones.of(asking, request, question(by, measure, part, wanted));
    }

    @GET
    @Path("zones/{zone}/value/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in an amount of money, and those left out",
            description =
                    "With measure, product (or `none`), period, basis and unit: the claims of that one total. Left out are "
                            + "all claims on the same measures and products that are in no total, or in that of another unit, each "
                            + "with the reason.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = MEASURE) @Nullable String measure,
            @BeanParam SliceParameters part,
            @BeanParam FlowParameters wanted,
            @RestQuery @Parameter(description = "Only this currency, ISO 4217") @Nullable String unit) {
        FlowTotals totals = totals(measure, Slice.ofMoney(part, Set.of()), wanted);
        String wantedUnit = Parameters.unit(unit);
        return answers.of(
                asking,
                null,
                stores -> totals.claims(stores, asking.zone(), wantedUnit),
                (claims, position) -> claims.at(position));
    }

    private static FlowQuestion<ValueAnswer> question(
            @Nullable String by, @Nullable String measure, SliceParameters part, FlowParameters wanted) {
        Set<String> dimensions = Parameters.by(by, DIMENSIONS, "product", Slice.BY_ORGANISATION, Slice.BY_STAGE);
        return new FlowQuestion<>(totals(measure, Slice.ofMoney(part, dimensions), wanted), ValueAnswer::new);
    }

    private static FlowTotals totals(@Nullable String text, Slice slice, FlowParameters wanted) {
        Measure measure = Parameters.measure(text, MEASURES);
        return wanted.totals("value", measure == null ? MEASURES : List.of(measure), slice);
    }
}
