package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
@Path("/v1/zones/{zone}/capacity")
@Tag(name = "Capacity")
class CapacityResource {

    private static final List<Basis> BASES = List.of(Basis.ACTUAL, Basis.PLANNED);
    static final List<String> DIMENSIONS = List.of("product", "status");
    static final String AS_OF = "Day, ISO 8601; today in UTC if not given";
    static final String STATUS = "Only this status";
    private static final String BY =
            "product,status: a total adds over neither; beside them organisation, for the totals of "
                    + "each with its projects, and stage, to tell where a product stands in its chains";
    static final String BASIS = "actual (so it is; the default) or planned (so it is to be)";

    private final Answers answers;

    CapacityResource(Answers answers) {
        this.answers = answers;
    }

    /** The totals of a date. */
    record CapacityAnswer(
            String zone, Measure measure, Basis basis, LocalDate asOf, String position, List<Row> totals) {}

    @GET
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
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = STATUS) @Nullable String status,
            @RestQuery @Parameter(description = BASIS) @Nullable String basis) {
        Slice slice = Slice.of(part, Parameters.by(by, DIMENSIONS, Slice.BY_ORGANISATION, Slice.BY_STAGE));
        LocalDate date = Parameters.asOf(asOf);
        Status wantedStatus = Parameters.status(status);
        Basis wantedBasis = basisOf(basis);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> rows(stores, asking.zone(), date, slice, wantedStatus, wantedBasis),
                (rows, position) ->
                        new CapacityAnswer(asking.zone(), Measure.CAPACITY, wantedBasis, date, position, rows));
    }

    @GET
    @Path("claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in a capacity, and those left out",
            description =
                    "With product, status and unit: the claims of that one total, with an organisation of its part. With fewer of them: those of all "
                            + "totals that they leave. Left out are all claims on the same products that are in no total of the date, "
                            + "each with the reason.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @BeanParam SliceParameters part,
            @RestQuery @Parameter(description = STATUS) @Nullable String status,
            @RestQuery @Parameter(description = BASIS) @Nullable String basis,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        LocalDate date = Parameters.asOf(asOf);
        Slice slice = Slice.of(part, Set.of());
        Status wantedStatus = Parameters.status(status);
        Basis wantedBasis = basisOf(basis);
        String wantedUnit = Parameters.unit(unit);
        var judge = new Pedigree.AsOf(
                Scope.REGISTERED,
                List.of(wantedBasis),
                wantedStatus == null ? null : wantedStatus.code(),
                wantedUnit,
                date);
        record Found(
                @Nullable Row total,
                Pedigree pedigree,
                @Nullable List<LastChange> lastChanges) {}
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> new Found(
                        Row.single(rows(stores, asking.zone(), date, slice, wantedStatus, wantedBasis).stream()
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
                        date,
                        position,
                        found.total,
                        found.pedigree.counted(),
                        found.pedigree.leftOut(),
                        found.lastChanges));
    }

    static Basis basisOf(@Nullable String text) {
        Basis basis = Parameters.basis(text, BASES);
        return basis == null ? Basis.ACTUAL : basis;
    }

    private static List<Row> rows(
            LedgerStores stores, String zone, LocalDate asOf, Slice slice, @Nullable Status status, Basis basis) {
        return sliced(stores, zone, asOf, slice, status, basis).stream()
                .map(row -> row(zone, asOf, slice, row))
                .toList();
    }

    static List<SlicedRow> sliced(
            LedgerStores stores, String zone, LocalDate asOf, Slice slice, @Nullable Status status, Basis basis) {
        return RollUp.rows(stores, zone, Measure.CAPACITY, List.of(basis), slice.in(stores, zone), asOf).stream()
                .filter(row -> status == null || row.series().slot().equals(status.code()))
                .toList();
    }

    static Row row(String zone, LocalDate asOf, Slice slice, SlicedRow row) {
        return Row.of(row, slice, Links.toCapacity(zone, asOf, row.organisation(), row.series()));
    }
}
