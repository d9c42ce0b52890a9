package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The questions about one zone, asked of several or all of them. */
@Path("/v1")
@Tag(name = "Many zones")
@Blocking
class ZonesResource {

    private static final String MANY =
            "The totals of each zone, and the sum over them, which adds only rows that are the same "
                    + "but for the zone. The zones of a partition of the log are at one position, which each zone tells; the answer's own "
                    + "position names all of them.";

    private static final String STAGE = "stage, to tell where a product stands in its chains";

    /** The totals are asked for in each zone in turn. */
    private static final String NO_ZONE = "";

    private final ManyZones zones;

    ZonesResource(ManyZones zones) {
        this.zones = zones;
    }

    /** Which products are asked about. Organisations are each zone's own, and not the same in another. */
    record ProductParameters(
            @RestQuery @Parameter(description = SliceParameters.PRODUCT) @Nullable
            String product,

            @RestQuery @Parameter(description = SliceParameters.STAGE) @Nullable
            String stage) {

        private SliceParameters ofZones() {
            return new SliceParameters(product, null, stage);
        }
    }

    /** Totals of one of the zones. */
    record ZoneTotals(String zone, String position, List<Row> totals) {}

    /** Capacity of several zones. */
    record CapacityOfZones(
            Measure measure,
            Basis basis,
            LocalDate asOf,
            @Nullable String position,
            List<ZoneTotals> zones,
            List<Row> totals) {}

    /** Output of several zones. */
    record OutputOfZones(Measure measure, @Nullable String position, List<ZoneTotals> zones, List<Row> totals) {}

    /** Money of several zones. */
    record ValueOfZones(@Nullable String position, List<ZoneTotals> zones, List<Row> totals) {}

    /** Coverage of one of the zones. */
    record ZoneCoverage(String zone, String position, List<Coverage> coverage) {}

    /** Coverage of several zones. */
    record CoverageOfZones(
            Measure measure,
            @Nullable LocalDate asOf,
            @Nullable String period,
            @Nullable String position,
            List<ZoneCoverage> zones,
            List<Coverage> coverage) {}

    @GET
    @Path("capacity")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Capacity of several zones as of a date", description = MANY)
    @APIResponse(
            responseCode = "200",
            description = "Of each zone, and of all of them",
            headers = @Header(name = Positions.HEADER, description = "What it reflects, of all partitions asked"),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CapacityOfZones.class)))
    @APIResponse(responseCode = "404", description = ManyZones.UNKNOWN)
    @APIResponse(responseCode = "503", description = ManyZones.AWAY)
    public Uni<RestResponse<?>> capacity(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery @Parameter(description = CapacityResource.AS_OF) @Nullable String asOf,
            @RestQuery
                    @Parameter(description = "product,status: a total adds over neither; beside them " + STAGE)
                    @Nullable
                    String by,
            @BeanParam ProductParameters part,
            @RestQuery @Parameter(description = CapacityResource.STATUS) @Nullable String status,
            @RestQuery @Parameter(description = CapacityResource.BASIS) @Nullable String basis) {
        Slice slice = Slice.of(part.ofZones(), Parameters.by(by, CapacityResource.DIMENSIONS, Slice.BY_STAGE));
        LocalDate date = Parameters.asOf(asOf);
        Status wantedStatus = Parameters.status(status);
        Basis wantedBasis = CapacityResource.basisOf(basis);
        return zones.of(
                asking,
                request,
                asOf == null ? date : null,
                SlicedRow.class,
                (stores, zone) -> CapacityResource.sliced(stores, zone, date, slice, wantedStatus, wantedBasis),
                all -> new CapacityOfZones(
                        Measure.CAPACITY,
                        wantedBasis,
                        date,
                        all.position(),
                        ofZones(all, (zone, row) -> CapacityResource.row(zone, date, slice, row)),
                        sum(all, slice)));
    }

    @GET
    @Path("output")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Output of several zones by product and period", description = MANY)
    @APIResponse(
            responseCode = "200",
            description = "Of each zone, and of all of them",
            headers = @Header(name = Positions.HEADER, description = "What it reflects, of all partitions asked"),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OutputOfZones.class)))
    @APIResponse(responseCode = "404", description = ManyZones.UNKNOWN)
    @APIResponse(responseCode = "503", description = ManyZones.AWAY)
    public Uni<RestResponse<?>> output(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery
                    @Parameter(description = "product,period: a total adds over neither; beside them " + STAGE)
                    @Nullable
                    String by,
            @BeanParam ProductParameters part,
            @RestQuery @Parameter(description = FlowTotals.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = FlowTotals.GRAIN) @Nullable String grain,
            @RestQuery @Parameter(description = FlowTotals.BASIS) @Nullable String basis) {
        Slice slice = Slice.of(part.ofZones(), Parameters.by(by, OutputResource.DIMENSIONS, Slice.BY_STAGE));
        return flows(
                asking,
                request,
                slice,
                OutputResource.totals(NO_ZONE, slice, period, grain, basis),
                (position, ofEach, sum) -> new OutputOfZones(Measure.OUTPUT, position, ofEach, sum));
    }

    @GET
    @Path("value")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Money of several zones by measure and period", description = MANY)
    @APIResponse(
            responseCode = "200",
            description = "Of each zone, and of all of them",
            headers = @Header(name = Positions.HEADER, description = "What it reflects, of all partitions asked"),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ValueOfZones.class)))
    @APIResponse(responseCode = "404", description = ManyZones.UNKNOWN)
    @APIResponse(responseCode = "503", description = ManyZones.AWAY)
    public Uni<RestResponse<?>> value(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery
                    @Parameter(
                            description =
                                    "measure,period: a total adds over neither; beside them product, and " + STAGE)
                    @Nullable
                    String by,
            @RestQuery @Parameter(description = ValueResource.MEASURE) @Nullable String measure,
            @BeanParam ProductParameters part,
            @RestQuery @Parameter(description = FlowTotals.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = FlowTotals.GRAIN) @Nullable String grain,
            @RestQuery @Parameter(description = FlowTotals.BASIS) @Nullable String basis) {
        Slice slice =
                Slice.ofMoney(part.ofZones(), Parameters.by(by, ValueResource.DIMENSIONS, "product", Slice.BY_STAGE));
        return flows(
                asking,
                request,
                slice,
                ValueResource.totals(NO_ZONE, measure, slice, period, grain, basis),
                ValueOfZones::new);
    }

    @GET
    @Path("coverage")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Registered against declared capacity of several zones as of a date",
            description = MANY + " The sum adds like to like: on both sides only zones that declare the product.")
    @APIResponse(
            responseCode = "200",
            description = "Of each zone, and of all of them",
            headers = @Header(name = Positions.HEADER, description = "What it reflects, of all partitions asked"),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CoverageOfZones.class)))
    @APIResponse(responseCode = "404", description = ManyZones.UNKNOWN)
    @APIResponse(responseCode = "503", description = ManyZones.AWAY)
    public Uni<RestResponse<?>> coverage(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery @Parameter(description = CoverageResource.MEASURE) @Nullable String measure,
            @RestQuery @Parameter(description = CoverageResource.AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = CoverageResource.PERIOD) @Nullable String period,
            @RestQuery @Parameter(description = SliceParameters.PRODUCT) @Nullable String product) {
        var asked = new CoverageResource.Asked(measure, asOf, period, product, null);
        Declared what = asked.declared(NO_ZONE);
        Slice slice = asked.slice(what);
        return zones.of(
                asking,
                request,
                asked.today(what),
                CoverPair.class,
                (stores, zone) -> CoverageResource.pairs(stores, what.in(zone), slice.product()),
                all -> new CoverageOfZones(
                        what.measure(),
                        what.asOf(),
                        what.period(),
                        all.position(),
                        all.zones().stream()
                                .map(zone -> coverage(zone, what.in(zone.zone())))
                                .toList(),
                        CoverPair.sum(all.rows()).stream()
                                .map(pair -> pair.covered(null))
                                .toList()));
    }

    private static ZoneCoverage coverage(ManyZones.OfZone<CoverPair> zone, Declared what) {
        return new ZoneCoverage(
                zone.zone(),
                zone.position(),
                zone.rows().stream()
                        .map(pair -> pair.covered(what.sides(pair.series())))
                        .toList());
    }

    private interface FlowBody {
        Object of(@Nullable String position, List<ZoneTotals> zones, List<Row> totals);
    }

    private Uni<RestResponse<?>> flows(
            ZonesAsking asking, Request request, Slice slice, FlowTotals totals, FlowBody body) {
        return zones.of(
                asking,
                request,
                null,
                SlicedRow.class,
                (stores, zone) -> totals.in(zone).sliced(stores, slice),
                all -> body.of(
                        all.position(),
                        ofZones(all, (zone, row) -> totals.in(zone).row(row)),
                        sum(all, slice)));
    }

    private static List<ZoneTotals> ofZones(ManyZones.Part<SlicedRow> all, BiFunction<String, SlicedRow, Row> row) {
        return all.zones().stream()
                .map(zone -> new ZoneTotals(
                        zone.zone(),
                        zone.position(),
                        zone.rows().stream()
                                .map(each -> row.apply(zone.zone(), each))
                                .toList()))
                .toList();
    }

    private static List<Row> sum(ManyZones.Part<SlicedRow> all, Slice slice) {
        return SlicedRow.sum(all.rows()).stream()
                .map(row -> Row.of(row, slice, null))
                .toList();
    }
}
