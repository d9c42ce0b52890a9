package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Basis;
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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How much of what a zone says of itself the claims on its organisations and projects account for. */
@Path("/v1/zones/{zone}/coverage")
@Tag(name = "Coverage")
class CoverageResource {

    private static final int RATIO_DIGITS = 6;
    private static final String AS_OF = "Day, ISO 8601; today in UTC if not given";
    private static final String PRODUCT = "Only this product of the product tree and those below it";

    private final Answers answers;

    CoverageResource(Answers answers) {
        this.answers = answers;
    }

    /** Every product that the zone declares a capacity of. */
    record CoverageAnswer(String zone, Measure measure, LocalDate asOf, String position, List<Covered> coverage) {}

    /** Where the claims of both sides are. */
    record Sides(Links declared, Links registered) {}

    /** Declared against registered. */
    record Covered(
            String product,
            String unit,
            Figures declared,

            @Schema(description = "Operating, actual, with the product's descendants")
            Figures registered,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    description =
                            "Registered / declared, by the printed figures, rounded half-even to six digits; null where "
                                    + "one side has claims but no figure, or zero is declared")
            @Nullable
            BigDecimal ratio,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    description =
                            "Declared - registered, by the printed figures; negative where more is registered than "
                                    + "declared; null as the ratio")
            @Nullable
            BigDecimal unexplained,

            @Schema(
                    description =
                            "Whether both sides are points: no bound open, nothing approximate or without a figure. "
                                    + "Otherwise ratio and remainder are those of the printed figures")
            boolean exact,

            Sides links) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Registered against declared capacity as of a date",
            description =
                    "For each product of which the zone itself declares an operating capacity: that figure, the total of "
                            + "what is registered as operating (product and descendants, same unit), their ratio, and the "
                            + "remainder that nothing registered accounts for. The declared figure is never part of the registered "
                            + "total.")
    public RestResponse<CoverageAnswer> coverage(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product) {
        LocalDate date = Parameters.asOf(asOf);
        String wanted = Parameters.product(product);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> declared(stores, asking.zone(), date, wanted).stream()
                        .map(row -> covered(stores, asking.zone(), date, row))
                        .toList(),
                (rows, position) -> new CoverageAnswer(asking.zone(), Measure.CAPACITY, date, position, rows));
    }

    @GET
    @Path("claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The zone's own claims behind a declared capacity",
            description =
                    "What the zone declares as a whole, and what of it does not hold as of the date and why. The claims "
                            + "behind the registered side are under `capacity/claims`.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        LocalDate date = Parameters.asOf(asOf);
        String wantedProduct = Parameters.product(product);
        String wantedUnit = Parameters.unit(unit);
        var wanted = new Pedigree.Wanted(
                asking.zone(),
                Scope.DECLARED,
                List.of(Measure.CAPACITY),
                List.of(Basis.ACTUAL),
                wantedProduct,
                Status.OPERATING.code(),
                wantedUnit,
                date);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> {
                    Pedigree pedigree = Pedigree.of(stores, wanted);
                    List<Row> total = declared(stores, asking.zone(), date, wantedProduct).stream()
                            .filter(row -> row.series().product().equals(wantedProduct))
                            .map(row -> row(asking.zone(), date, row))
                            .filter(row -> Row.hasUnit(row, wantedUnit))
                            .toList();
                    return new ClaimsAnswer(
                            asking.zone(), date, "", Row.single(total), pedigree.counted(), pedigree.leftOut());
                },
                (claims, position) -> claims.at(position));
    }

    private static List<TotalRow> declared(LedgerStores stores, String zone, LocalDate asOf, @Nullable String product) {
        return stores.totals(zone, Scope.DECLARED, Measure.CAPACITY, Basis.ACTUAL, asOf).stream()
                .filter(row -> row.series().slot().equals(Status.OPERATING.code()))
                .filter(row -> product == null
                        || RollUp.withDescendants(product).contains(row.series().product()))
                .sorted(RollUp.ORDER)
                .toList();
    }

    private static Covered covered(LedgerStores stores, String zone, LocalDate asOf, TotalRow row) {
        TotalRow.Series series = row.series();
        TotalRow registered =
                RollUp.rows(stores, zone, Measure.CAPACITY, List.of(Basis.ACTUAL), series.product(), asOf).stream()
                        .filter(each -> each.series().equals(series))
                        .findFirst()
                        .orElse(new TotalRow(series, Total.ZERO, 0));
        Optional<BigDecimal> declaredValue =
                row.total().hasFigure() ? Optional.of(row.total().value()) : Optional.empty();
        // Nothing registered explains nothing; claims without a figure explain nobody knows how much.
        Optional<BigDecimal> registeredValue =
                registered.total().hasFigure() || registered.total().claims() == 0
                        ? Optional.of(registered.total().value())
                        : Optional.empty();
        return new Covered(
                series.product(),
                series.unit(),
                Figures.of(row),
                Figures.of(registered),
                declaredValue
                        .filter(value -> value.signum() > 0)
                        .flatMap(value -> registeredValue.map(part -> ratio(part, value)))
                        .orElse(null),
                declaredValue
                        .flatMap(value -> registeredValue.map(value::subtract))
                        .orElse(null),
                row.total().isPoint()
                        && (registered.total().isPoint() || registered.total().claims() == 0),
                new Sides(
                        links(zone, asOf, series),
                        CapacityResource.links(
                                zone, asOf, series.product(), series.slot(), series.basis(), series.unit())));
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        BigDecimal ratio =
                part.divide(whole, RATIO_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return ratio.scale() < 0 ? ratio.setScale(0, RoundingMode.UNNECESSARY) : ratio;
    }

    private static Row row(String zone, LocalDate asOf, TotalRow row) {
        TotalRow.Series series = row.series();
        return new Row(
                null,
                series.product(),
                series.slot(),
                null,
                null,
                Row.unit(series),
                Figures.of(row),
                links(zone, asOf, series));
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
