package dev.zoneledger.metrics.analyses;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.FlowTotals;
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Question;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SliceParameters;
import dev.zoneledger.metrics.totals.ZonesAsking;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How a total has changed from one date, or period, to another. */
@Path("/v1")
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
    private final ManyZones zones;

    GrowthResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** Which growth is asked about, as requests say it. */
    record GrowthParameters(
            @RestQuery @Parameter(description = MEASURE) @Nullable
            String measure,

            @RestQuery @Parameter(description = END, required = true) @Nullable
            String from,

            @RestQuery @Parameter(description = END, required = true) @Nullable
            String to,

            @RestQuery @Parameter(description = BY) @Nullable
            String by,

            @RestQuery @Parameter(description = STATUS) @Nullable
            String status,

            @RestQuery @Parameter(description = BASIS) @Nullable
            String basis) {

        private GrowthQuestion question(SliceParameters part) {
            Measure wanted = Objects.requireNonNullElse(Parameters.measure(measure, MEASURES), Measure.CAPACITY);
            Slice slice = slice(wanted, part, by);
            Basis wantedBasis = Objects.requireNonNullElse(
                    Parameters.basis(basis, wanted.isFlow() ? FlowTotals.BASES : BASES_OF_CAPACITY), Basis.ACTUAL);
            Status wantedStatus = Parameters.status(status);
            if (wanted.isFlow() && wantedStatus != null) {
                throw Parameters.refused("status", "is of a capacity; " + wanted + " has none", null);
            }
            return new GrowthQuestion(
                    wanted, wantedBasis, GrowthEnds.of(wanted, wantedBasis, slice, wantedStatus, from, to));
        }
    }

    /** What has grown, or shrunk, by product. */
    record GrowthAnswer(
            @Nullable String zone,
            Measure measure,
            Basis basis,
            String from,
            String to,
            @Nullable String position,
            List<Growth> growth) {}

    private record GrowthQuestion(Measure measure, Basis basis, GrowthEnds ends)
            implements Question<List<GrowthEnds.Pair>, GrowthAnswer> {

        @Override
        public TypeReference<List<GrowthEnds.Pair>> type() {
            return new TypeReference<>() {};
        }

        @Override
        public List<GrowthEnds.Pair> ask(LedgerStores stores, String zone) {
            return ends.pairs(stores, zone);
        }

        @Override
        public List<GrowthEnds.Pair> together(SortedMap<String, List<GrowthEnds.Pair>> byZone) {
            return GrowthEnds.together(byZone);
        }

        @Override
        public GrowthAnswer told(List<GrowthEnds.Pair> pairs, @Nullable String zone, @Nullable String position) {
            return new GrowthAnswer(
                    zone,
                    measure,
                    basis,
                    ends.from().text(),
                    ends.to().text(),
                    position,
                    pairs.stream().map(pair -> ends.growth(pair, zone)).toList());
        }
    }

    @GET
    @Path("zones/{zone}/growth")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Difference and ratio of a total between two dates or periods",
            description =
                    "Of a capacity as of two dates, of a flow in two periods: both totals, `to` - `from` and `to` / `from`, "
                            + "each with the bounds that follow from those of the totals. Where one side has no figure there is "
                            + "neither, as what is not on record is not zero. Years, quarters and months are as under "
                            + "`output?grain=`: " + Composition.RULE
                            + ". Other periods stand by themselves.\n\nOf several zones together it is the growth of what "
                            + "they come to at both ends: a zone without a figure at one of them adds nothing there.")
    public RestResponse<GrowthAnswer> growth(
            @BeanParam Asking asking, @BeanParam GrowthParameters wanted, @BeanParam SliceParameters part) {
        return answers.of(asking, wanted.question(part));
    }

    @GET
    @Path("growth")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @BeanParam GrowthParameters wanted,
            @BeanParam SliceParameters part) {
        return zones.of(asking, request, wanted.question(part));
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
