package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.FlowTotals;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SliceParameters;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How a total has changed from one date, or period, to another. */
@Path("/v1/zones/{zone}/growth")
@Tag(name = "Growth")
class GrowthResource {

    private static final List<Measure> MEASURES = List.of(
            Measure.CAPACITY, Measure.OUTPUT, Measure.GROSS_OUTPUT_VALUE, Measure.SALES_REVENUE, Measure.INVESTMENT);
    private static final List<Basis> BASES_OF_CAPACITY = List.of(Basis.ACTUAL, Basis.PLANNED);
    private static final String MEASURE =
            "capacity (the default), output, gross-output-value, sales-revenue or investment";
    private static final String END =
            "Of a capacity a day, 2020-12-31; of the others a period, 2020, 2020-Q1, 2020-03 or "
                    + "2020-01/2020-10, both of one length";
    private static final String STATUS = "Of a capacity only this status";
    private static final String BASIS = "actual (the default) or planned; of a flow also target";
    private static final String BY =
            "product,status of a capacity, product of the others; beside them organisation and stage";

    private final Answers answers;

    GrowthResource(Answers answers) {
        this.answers = answers;
    }

    /** What has grown, or shrunk, by product. */
    record GrowthAnswer(
            String zone, Measure measure, Basis basis, String from, String to, String position, List<Growth> growth) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Difference and ratio of a total between two dates or periods",
            description =
                    "Of a capacity as of two dates, of a flow in two periods: both totals, `to` - `from` and `to` / `from`, "
                            + "each with the bounds that follow from those of the totals. Where one side has no figure there is "
                            + "neither, as what is not on record is not zero. Years, quarters and months are as under "
                            + "`output?grain=`: " + Composition.RULE + ". Other periods stand by themselves.")
    public RestResponse<GrowthAnswer> growth(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = MEASURE) @Nullable String measure,
            @RestQuery @Parameter(description = END, required = true) @Nullable String from,
            @RestQuery @Parameter(description = END, required = true) @Nullable String to,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = STATUS) @Nullable String status,
            @RestQuery @Parameter(description = BASIS) @Nullable String basis) {
        Measure wanted = Objects.requireNonNullElse(Parameters.measure(measure, MEASURES), Measure.CAPACITY);
        Slice slice = slice(wanted, part, by);
        Basis wantedBasis = Objects.requireNonNullElse(
                Parameters.basis(basis, wanted.isFlow() ? FlowTotals.BASES : BASES_OF_CAPACITY), Basis.ACTUAL);
        Status wantedStatus = Parameters.status(status);
        if (wanted.isFlow() && wantedStatus != null) {
            throw Parameters.refused("status", "is of a capacity; " + wanted + " has none", null);
        }
        var ends = GrowthEnds.of(asking.zone(), wanted, wantedBasis, slice, wantedStatus, from, to);
        return answers.of(
                asking,
                null,
                ends::rows,
                (rows, position) -> new GrowthAnswer(
                        asking.zone(),
                        wanted,
                        wantedBasis,
                        ends.from().text(),
                        ends.to().text(),
                        position,
                        rows));
    }

    private static Slice slice(Measure measure, SliceParameters part, @Nullable String by) {
        Set<String> dimensions = Parameters.by(
                by,
                measure.isFlow() ? List.of("product") : List.of("product", "status"),
                Slice.BY_ORGANISATION,
                Slice.BY_STAGE);
        return measure.family() == Measure.Family.VALUE ? Slice.ofMoney(part, dimensions) : Slice.of(part, dimensions);
    }
}
