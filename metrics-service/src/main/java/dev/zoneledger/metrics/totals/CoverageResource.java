package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.Level;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
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
import java.util.SortedMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How much of what a zone, or an organisation, says of itself is accounted for by what is registered. */
@Path("/v1")
@Tag(name = "Coverage")
class CoverageResource {

    private static final List<Measure> MEASURES = List.of(
            Measure.CAPACITY, Measure.OUTPUT, Measure.GROSS_OUTPUT_VALUE, Measure.SALES_REVENUE, Measure.INVESTMENT);
    private static final String MEASURE =
            "capacity (the default), output, gross-output-value, sales-revenue or investment";
    private static final String AS_OF = "Of a capacity: day, ISO 8601; today in UTC if not given";
    private static final String PERIOD =
            "Of the others: the period as it is declared, 2019, 2020-Q1 or 2021-01/2021-10";
    private static final String LEVEL = "Whose own figures: zone (the default) or organisation";
    private static final String ORGANISATION = "Only what this organisation declares of itself";

    private final Answers answers;
    private final ManyZones zones;

    CoverageResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** What is asked about, as requests say it. */
    record Asked(
            @RestQuery @Parameter(description = MEASURE) @Nullable
            String measure,

            @RestQuery @Parameter(description = AS_OF) @Nullable
            String asOf,

            @RestQuery @Parameter(description = PERIOD) @Nullable
            String period,

            @RestQuery @Parameter(description = SliceParameters.PRODUCT) @Nullable
            String product,

            @RestQuery @Parameter(description = ORGANISATION) @Nullable
            String organisation) {

        private CoverageQuestion question(@Nullable String level) {
            Declared what = declared();
            Slice slice = slice(what);
            return new CoverageQuestion(what, slice, level(level, slice), today(what));
        }

        private Declared declared() {
            Measure wanted = Objects.requireNonNullElse(Parameters.measure(measure, MEASURES), Measure.CAPACITY);
            if (!wanted.isFlow()) {
                refuse("period", period, "is of a flow; a capacity is covered as of a date");
                return Declared.capacity(Parameters.asOf(asOf));
            }
            refuse("asOf", asOf, "is of a capacity; " + wanted + " is covered in a period");
            return Declared.flow(
                    wanted,
                    Parameters.anyPeriod("period", Parameters.needed("period", period))
                            .text());
        }

        private static void refuse(String parameter, @Nullable String text, String detail) {
            if (text != null) {
                throw Parameters.refused(parameter, detail, null);
            }
        }

        private Slice slice(Declared what) {
            String id = Parameters.organisation(organisation);
            if (id != null && id.isEmpty()) {
                throw Parameters.refused(
                        "organisation", "expected an organisation: nobody else declares a figure", null);
            }
            boolean isMoney = what.measure().family() == Measure.Family.VALUE;
            return new Slice(
                    isMoney ? Parameters.productOrNone(product) : Parameters.product(product), id, null, false, false);
        }

        /** The day that the answer depends on although the request does not name it. */
        private @Nullable LocalDate today(Declared what) {
            return asOf == null ? what.asOf() : null;
        }
    }

    /** Every product of which the zone, or an organisation, declares something. */
    record CoverageAnswer(
            @Nullable String zone,
            Level level,
            Measure measure,

            @Schema(description = "Of a capacity") @Nullable LocalDate asOf,

            @Schema(description = "Of a flow") @Nullable String period,

            @Nullable String position,
            List<Coverage> coverage) {}

    private record CoverageQuestion(
            Declared what,
            Slice slice,
            Level level,
            @Nullable LocalDate today) implements Question<List<CoverPair>, CoverageAnswer> {

        @Override
        public TypeReference<List<CoverPair>> type() {
            return new TypeReference<>() {};
        }

        @Override
        public List<CoverPair> ask(LedgerStores stores, String zone) {
            return level == Level.ORGANISATION
                    ? OrganisationCoverage.pairs(stores, zone, what, slice)
                    : pairs(stores, zone, what, slice.product());
        }

        @Override
        public List<CoverPair> together(SortedMap<String, List<CoverPair>> byZone) {
            return CoverPair.together(byZone);
        }

        @Override
        public CoverageAnswer told(List<CoverPair> pairs, @Nullable String zone, @Nullable String position) {
            return new CoverageAnswer(
                    zone,
                    level,
                    what.measure(),
                    what.asOf(),
                    what.period(),
                    position,
                    pairs.stream().map(pair -> covered(pair, zone)).toList());
        }

        private Coverage covered(CoverPair pair, @Nullable String zone) {
            String whose = zone == null ? pair.zone() : zone;
            return pair.covered(whose == null ? null : what.sides(whose, pair.organisation(), pair.series()));
        }
    }

    @GET
    @Path("zones/{zone}/coverage")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What is registered against what is declared",
            description =
                    "For each product of which the zone itself declares an operating capacity as of the date, or a flow of the "
                            + "period: that figure, the total of what is registered (product and descendants, same unit), their "
                            + "ratio, and the remainder that nothing registered accounts for. The declared figure is never part of "
                            + "the registered total.\n\nWith `level=organisation`, for each organisation and product of which it "
                            + "declares a figure itself: that figure against what its projects add up to. Where its projects "
                            + "state none, its own figure is in the zone's total: `counts` tells which. Over-coverage is "
                            + "flagged, as double counting is likely.\n\nOf several zones together like is set against "
                            + "like: on both sides only zones that declare the product.")
    public RestResponse<CoverageAnswer> coverage(
            @BeanParam Asking asking,
            @BeanParam Asked asked,
            @RestQuery @Parameter(description = LEVEL) @Nullable String level) {
        return answers.of(asking, asked.question(level));
    }

    @GET
    @Path("coverage")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @BeanParam Asked asked,
            @RestQuery @Parameter(description = LEVEL) @Nullable String level) {
        return zones.of(asking, request, asked.question(level));
    }

    @GET
    @Path("zones/{zone}/coverage/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims behind what is declared",
            description =
                    "What the zone declares as a whole, and what of it does not hold and why. The claims behind the registered "
                            + "side are under `capacity/claims`, `output/claims` and `value/claims`. With an organisation: what "
                            + "it declares of itself, or what its projects state.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @BeanParam Asked asked,
            @RestQuery
                    @Parameter(
                            description = "Of an organisation: its own claims (declared, the default) or those of its "
                                    + "projects (registered)")
                    @Nullable
                    String side,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        Declared what = asked.declared();
        Slice slice = asked.slice(what);
        String wantedUnit = Parameters.unit(unit);
        OrganisationCoverage.Side wantedSide = Parameters.side(side);
        if (slice.organisation() == null && wantedSide != null) {
            throw Parameters.refused("side", "is of an organisation: name one", null);
        }
        return answers.of(
                asking,
                asked.today(what),
                stores -> slice.organisation() == null
                        ? ofZone(stores, asking.zone(), what, slice, wantedUnit)
                        : ofOrganisation(
                                stores,
                                asking.zone(),
                                slice,
                                new OrganisationCoverage.Claims(
                                        what,
                                        Objects.requireNonNullElse(wantedSide, OrganisationCoverage.Side.DECLARED),
                                        wantedUnit)),
                (claims, position) -> claims.at(position));
    }

    private static ClaimsAnswer ofZone(
            LedgerStores stores, String zone, Declared what, Slice slice, @Nullable String unit) {
        var judge = new Pedigree.AsOf(Scope.DECLARED, List.of(Declared.BASIS), what.slot(), unit, what.day());
        Pedigree pedigree = Pedigree.of(stores, zone, List.of(what.measure()), slice, judge);
        List<Row> total = declared(stores, zone, what, slice.product()).stream()
                .filter(row -> row.series().product().equals(slice.product()))
                .map(row -> Row.of(new SlicedRow(null, row, null), slice, what.links(zone, null, null, row.series())))
                .filter(row -> Row.hasUnit(row, unit))
                .toList();
        return new ClaimsAnswer(zone, what.asOf(), "", Row.single(total), pedigree.counted(), pedigree.leftOut())
                .with(LastChange.of(stores, zone, List.of(what.measure()), slice, judge));
    }

    private static ClaimsAnswer ofOrganisation(
            LedgerStores stores, String zone, Slice slice, OrganisationCoverage.Claims judge) {
        Declared what = judge.what();
        Pedigree pedigree = Pedigree.of(stores, zone, List.of(what.measure()), slice.in(stores, zone), judge);
        return new ClaimsAnswer(zone, what.asOf(), "", null, pedigree.counted(), pedigree.leftOut());
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

    private static List<TotalRow> declared(LedgerStores stores, String zone, Declared what, @Nullable String product) {
        return stores.totals(zone, Scope.DECLARED, what.measure(), Declared.BASIS, what.day()).stream()
                .filter(row -> what.isOf(row.series()))
                .filter(row -> RollUp.isWanted(row.series().product(), product))
                .sorted(RollUp.ORDER)
                .toList();
    }

    /** What the zone declares, each with what is registered of the same. */
    static List<CoverPair> pairs(LedgerStores stores, String zone, Declared what, @Nullable String product) {
        return declared(stores, zone, what, product).stream()
                .map(row -> CoverPair.of(row, registered(stores, zone, what, row.series())))
                .toList();
    }

    private static Stream<TotalRow> registered(
            LedgerStores stores, String zone, Declared what, TotalRow.Series series) {
        Slice slice = Slice.ofProduct(series.product());
        return RollUp.rows(stores, zone, what.measure(), List.of(Declared.BASIS), slice, what.day()).stream()
                .map(SlicedRow::row);
    }
}
