package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Level;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How much of what a zone, or an organisation, says of itself what is registered accounts for. */
@Path("/v1/zones/{zone}/coverage")
@Tag(name = "Coverage")
class CoverageResource {

    private static final String AS_OF = "Day, ISO 8601; today in UTC if not given";
    private static final String PRODUCT = "Only this product of the product tree and those below it";
    private static final String LEVEL = "Whose own figures: zone (the default) or organisation";
    private static final String ORGANISATION = "Only what this organisation declares of itself";

    private final Answers answers;

    CoverageResource(Answers answers) {
        this.answers = answers;
    }

    /** Every product that the zone, or an organisation, declares a capacity of. */
    record CoverageAnswer(
            String zone, Level level, Measure measure, LocalDate asOf, String position, List<Coverage> coverage) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Registered against declared capacity as of a date",
            description =
                    "For each product of which the zone itself declares an operating capacity: that figure, the total of "
                            + "what is registered as operating (product and descendants, same unit), their ratio, and the "
                            + "remainder that nothing registered accounts for. The declared figure is never part of the registered "
                            + "total.\n\nWith `level=organisation`, for each organisation and product of which it declares an "
                            + "operating capacity itself: that figure against what its projects add up to. Where its projects "
                            + "state none, its own figure is in the zone's total: `counts` tells which. Over-coverage is "
                            + "flagged, as double counting is likely.")
    public RestResponse<CoverageAnswer> coverage(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = LEVEL) @Nullable String level,
            @RestQuery @Parameter(description = ORGANISATION) @Nullable String organisation,
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product) {
        LocalDate date = Parameters.asOf(asOf);
        Slice slice = slice(organisation, product);
        Level wanted = level(level, slice);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> wanted == Level.ORGANISATION
                        ? OrganisationCoverage.rows(stores, asking.zone(), slice, date)
                        : declared(stores, asking.zone(), date, slice.product()).stream()
                                .map(row -> covered(stores, asking.zone(), date, row))
                                .toList(),
                (rows, position) -> new CoverageAnswer(asking.zone(), wanted, Measure.CAPACITY, date, position, rows));
    }

    @GET
    @Path("claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims behind a declared capacity",
            description =
                    "What the zone declares as a whole, and what of it does not hold as of the date and why. The claims "
                            + "behind the registered side are under `capacity/claims`. With an organisation: what it "
                            + "declares of itself, or what its projects state.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = "The claims of this organisation, not of the zone") @Nullable
                    String organisation,
            @RestQuery
                    @Parameter(
                            description = "Of an organisation: its own claims (declared, the default) or those of its "
                                    + "projects (registered)")
                    @Nullable
                    String side,
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        LocalDate date = Parameters.asOf(asOf);
        Slice slice = slice(organisation, product);
        String wantedUnit = Parameters.unit(unit);
        OrganisationCoverage.Side wantedSide = Parameters.side(side);
        if (slice.organisation() == null && wantedSide != null) {
            throw Parameters.refused("side", "is of an organisation: name one", null);
        }
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> slice.organisation() == null
                        ? ofZone(stores, asking.zone(), date, slice, wantedUnit)
                        : ofOrganisation(
                                stores,
                                asking.zone(),
                                date,
                                slice,
                                new OrganisationCoverage.Claims(
                                        wantedSide == null ? OrganisationCoverage.Side.DECLARED : wantedSide,
                                        wantedUnit,
                                        date)),
                (claims, position) -> claims.at(position));
    }

    private static ClaimsAnswer ofZone(
            LedgerStores stores, String zone, LocalDate date, Slice slice, @Nullable String unit) {
        Pedigree pedigree = Pedigree.of(
                stores,
                zone,
                List.of(Measure.CAPACITY),
                slice,
                new Pedigree.AsOf(Scope.DECLARED, List.of(Basis.ACTUAL), Status.OPERATING.code(), unit, date));
        List<Row> total = declared(stores, zone, date, slice.product()).stream()
                .filter(row -> row.series().product().equals(slice.product()))
                .map(row -> Row.of(new SlicedRow(null, row, null), slice, links(zone, date, row.series())))
                .filter(row -> Row.hasUnit(row, unit))
                .toList();
        return new ClaimsAnswer(zone, date, "", Row.single(total), pedigree.counted(), pedigree.leftOut());
    }

    private static ClaimsAnswer ofOrganisation(
            LedgerStores stores, String zone, LocalDate date, Slice slice, OrganisationCoverage.Claims judge) {
        Pedigree pedigree = Pedigree.of(stores, zone, List.of(Measure.CAPACITY), slice.in(stores, zone), judge);
        return new ClaimsAnswer(zone, date, "", null, pedigree.counted(), pedigree.leftOut());
    }

    private static Slice slice(@Nullable String organisation, @Nullable String product) {
        String id = Parameters.organisation(organisation);
        if (id != null && id.isEmpty()) {
            throw Parameters.refused("organisation", "expected an organisation: nobody else declares a figure", null);
        }
        return new Slice(Parameters.product(product), id, null, false, false);
    }

    private static Level level(@Nullable String text, Slice slice) {
        Level level = Parameters.level(text, List.of(Level.ZONE, Level.ORGANISATION));
        if (slice.organisation() == null) {
            return level == null ? Level.ZONE : level;
        }
        if (level == Level.ZONE) {
            throw Parameters.refused("organisation", "is told of at level=organisation", null);
        }
        return Level.ORGANISATION;
    }

    private static List<TotalRow> declared(LedgerStores stores, String zone, LocalDate asOf, @Nullable String product) {
        return stores.totals(zone, Scope.DECLARED, Measure.CAPACITY, Basis.ACTUAL, asOf).stream()
                .filter(row -> row.series().slot().equals(Status.OPERATING.code()))
                .filter(row -> RollUp.isWanted(row.series().product(), product))
                .sorted(RollUp.ORDER)
                .toList();
    }

    private static Coverage covered(LedgerStores stores, String zone, LocalDate asOf, TotalRow row) {
        TotalRow.Series series = row.series();
        Slice slice = Slice.ofProduct(series.product());
        TotalRow registered = RollUp.rows(stores, zone, Measure.CAPACITY, List.of(Basis.ACTUAL), slice, asOf).stream()
                .map(SlicedRow::row)
                .filter(each -> each.series().equals(series))
                .findFirst()
                .orElse(new TotalRow(series, Total.ZERO, 0));
        return Coverage.of(
                null,
                row,
                registered,
                null,
                new Coverage.Sides(links(zone, asOf, series), CapacityResource.links(zone, asOf, null, series)));
    }

    private static Links links(String zone, LocalDate asOf, TotalRow.Series series) {
        return Links.to(
                "/v1/zones/" + zone + "/coverage/claims",
                "asOf",
                asOf,
                "product",
                series.product(),
                "unit",
                series.unit());
    }
}
