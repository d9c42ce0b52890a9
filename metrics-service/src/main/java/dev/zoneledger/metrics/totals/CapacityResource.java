package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a zone can make, as of a date. */
@Path("/v1")
@Tag(name = "Capacity")
class CapacityResource {

    private static final List<Basis> BASES = List.of(Basis.ACTUAL, Basis.PLANNED);
    private static final List<String> DIMENSIONS = List.of("product", "status");
    private static final String BY =
            "product,status: a total adds over neither; beside them organisation, for the totals of "
                    + "each with its projects, and stage, to tell where a product stands in its chains";

    private final Answers answers;
    private final ManyZones zones;

    CapacityResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** Which capacities are asked about, as requests say it. */
    record CapacityParameters(
            @RestQuery @Parameter(description = "Day, ISO 8601; today in UTC if not given") @Nullable
            String asOf,

            @RestQuery @Parameter(description = "Only this status") @Nullable
            String status,

            @RestQuery @Parameter(description = "actual (so it is; the default) or planned (so it is to be)") @Nullable
            String basis) {

        private CapacityQuestion question(@Nullable String by, SliceParameters part) {
            return question(Slice.of(part, Parameters.by(by, DIMENSIONS, Slice.BY_ORGANISATION, Slice.BY_STAGE)));
        }

        private CapacityQuestion question(Slice slice) {
            LocalDate date = Parameters.asOf(asOf);
            return new CapacityQuestion(
                    date,
                    asOf == null ? date : null,
                    slice,
                    Parameters.status(status),
                    Objects.requireNonNullElse(Parameters.basis(basis, BASES), Basis.ACTUAL));
        }
    }

    /** The totals of a date. */
    record CapacityAnswer(
            @Nullable String zone,
            Measure measure,
            Basis basis,
            LocalDate asOf,
            @Nullable String position,
            List<Row> totals) {}

    private record CapacityQuestion(
            LocalDate asOf,
            @Nullable LocalDate today,
            Slice slice,
            @Nullable Status status,
            Basis basis) implements SlicedQuestion<CapacityAnswer> {

        @Override
        public List<SlicedRow> ask(LedgerStores stores, String zone) {
            return RollUp.rows(stores, zone, Measure.CAPACITY, List.of(basis), slice.in(stores, zone), asOf).stream()
                    .filter(row -> status == null || row.series().slot().equals(status.code()))
                    .toList();
        }

        @Override
        public CapacityAnswer told(List<SlicedRow> rows, @Nullable String zone, @Nullable String position) {
            return new CapacityAnswer(
                    zone,
                    Measure.CAPACITY,
                    basis,
                    asOf,
                    position,
                    rows.stream().map(row -> row(zone, row)).toList());
        }

        private Row row(@Nullable String zone, SlicedRow row) {
            String whose = zone == null ? row.zone() : zone;
            return Row.of(
                    row, slice, whose == null ? null : Links.toCapacity(whose, asOf, row.organisation(), row.series()));
        }
    }

    @GET
    @Path("zones/{zone}/capacity")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Capacity by product and status as of a date",
            description = Figures.DESCRIPTION
                    + " A row stands for each product that has claims and for each one above it in the product tree, with "
                    + "the sum of its descendants: rows of one tree are not to be added to each other.\n\n"
                    + "Of a line, phase, project or organisation the claim with the latest `effectiveFrom` not after the "
                    + "date holds; a beginning known to the month or year counts from its last day, one known only as "
                    + "\"not later than\" from that day. Where parts and the whole state the same status, the parts are "
                    + "added and the whole is shown as declared.\n\n"
                    + "Status, in the order of life: `announced` made public, nothing decided or begun; `approved` "
                    + "permits or the investment decision are given; `construction` permanent works have begun (a "
                    + "foundation stone is not construction); `commissioning` built and being run in; `operating` in "
                    + "production, its nameplate capacity is installed capacity; `mothballed` stopped, kept able to run "
                    + "again; `retired` ended for good; off the path: `shelved` put off without a new date; `cancelled` "
                    + "given up before it operated. From the date of an `unknown` on no source says where it stands: it "
                    + "is in no total.")
    public RestResponse<CapacityAnswer> capacity(
            @BeanParam Asking asking,
            @BeanParam CapacityParameters wanted,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part) {
        return answers.of(asking, wanted.question(by, part));
    }

    @GET
    @Path("capacity")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @BeanParam CapacityParameters wanted,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part) {
        return zones.of(asking, request, wanted.question(by, part));
    }

    @GET
    @Path("zones/{zone}/capacity/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in a capacity, and those left out",
            description =
                    "With product, status and unit: the claims of that one total, with an organisation of its part. With fewer of them: those of all "
                            + "totals that they leave. Left out are all claims on the same products that are in no total of the date, "
                            + "or in that of another unit, each with the reason.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @BeanParam CapacityParameters wanted,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        CapacityQuestion question = wanted.question(Slice.of(part, Set.of()));
        Slice slice = question.slice;
        String wantedUnit = Parameters.unit(unit);
        var judge = new Pedigree.AsOf(
                Scope.REGISTERED,
                List.of(question.basis),
                question.status == null ? null : question.status.code(),
                wantedUnit,
                question.asOf);
        record Found(
                @Nullable Row total,
                Pedigree pedigree,
                @Nullable List<LastChange> lastChanges) {}
        return answers.of(
                asking,
                question.today,
                stores -> new Found(
                        Row.single(question.ask(stores, asking.zone()).stream()
                                .map(row -> question.row(asking.zone(), row))
                                .filter(row -> Objects.equals(row.product(), slice.product()))
                                .filter(row -> Row.hasUnit(row, wantedUnit))
                                .toList()),
                        Pedigree.of(
                                stores,
                                asking.zone(),
                                List.of(Measure.CAPACITY),
                                slice.in(stores, asking.zone()),
                                judge),
                        LastChange.of(stores, asking.zone(), List.of(Measure.CAPACITY), slice, judge)),
                (found, position) -> new ClaimsAnswer(
                        asking.zone(),
                        question.asOf,
                        position,
                        found.total,
                        found.pedigree.counted(),
                        found.pedigree.leftOut(),
                        found.lastChanges));
    }
}
