package dev.zoneledger.ingest.units;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Equivalents;
import dev.zoneledger.contract.Equivalents.Equivalent;
import dev.zoneledger.contract.Equivalents.Oxide;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.Unit.Dimension;
import dev.zoneledger.contract.UnitList;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.rest.Roles;
import dev.zoneledger.rest.Suggestions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** In what figures are told. */
@Path("/v1/units")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Units", description = "The closed list of units, and equivalents for those who ask")
final class UnitsResource {

    private static final UnitList LIST = UnitList.builtIn();
    private static final Equivalents EQUIVALENTS = Equivalents.builtIn();

    // For the API's documentation; a test asks for them.
    private static final String SOME = """
            {"units": [{"code": "g", "name": "gram", "localName": "克", "names": ["gram", "grams", "克"], "dimension": "mass", "base": "t",
                        "factor": 0.000001},
                       {"code": "{set}/a", "name": "set a year", "localName": "套/年", "names": [], "dimension": "sets-per-year",
                        "base": "{set}/a", "factor": 1}],
             "currencies": [{"code": "KRW", "names": ["₩", "won", "韩元", "krw"]}],
             "multiples": [{"name": "万", "factor": 10000}]}
            """;
    private static final String NEODYMIUM = """
            {"given": {"value": 1000, "unit": "t/a", "of": "Nd2O3"}, "equivalent": {"value": 857.36, "unit": "t/a", "of": "Nd"},
             "factor": 0.85736, "exact": true, "source": "IUPAC standard atomic weights and the formula of the oxide"}
            """;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,16}(?:\\.\\d{1,18})?");

    /**
     * A unit.
     *
     * @param factor how many of the base unit one of it is
     * @param names what people write for it, besides its code
     */
    record ListedUnit(
            String code,
            String name,
            String localName,
            List<String> names,
            Dimension dimension,
            String base,
            BigDecimal factor) {}

    /** A currency that goes by other names than its code; every other one of ISO 4217 goes by its code. */
    record Currency(String code, List<String> names) {}

    /** A word before a unit. */
    record Multiple(String name, BigDecimal factor) {}

    /** All units. */
    record Units(List<ListedUnit> units, List<Currency> currencies, List<Multiple> multiples) {}

    /** An amount of a substance. */
    record Amount(BigDecimal value, String unit, String of) {}

    /**
     * An amount and what it is worth as another substance.
     *
     * @param factor oxide x factor = element, by weight; it has five digits, whatever the answer has
     * @param digits to which the answer is rounded, half to even; left out if it is the exact product
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EquivalentAmount(
            Amount given,
            Amount equivalent,
            BigDecimal factor,
            boolean exact,
            @Nullable Integer digits,
            String source) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "getUnits",
            summary = "The closed list of units",
            description =
                    "With the names that tables may have for them, and exact factors to the base unit of their dimension. "
                            + "Money is a currency of ISO 4217 and is never converted")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            schema = @Schema(implementation = Units.class),
                            examples = @ExampleObject(name = "some of them", value = SOME)))
    public Units units() {
        List<ListedUnit> units = LIST.units().stream()
                .map(each -> new ListedUnit(
                        each.unit().code(),
                        each.name(),
                        each.localName(),
                        each.names(),
                        each.unit().dimension(),
                        each.unit().base().code(),
                        each.unit().factor()))
                .toList();
        Map<String, List<String>> currencies = new LinkedHashMap<>();
        LIST.currencyNames()
                .forEach((name, code) -> currencies
                        .computeIfAbsent(code, each -> new ArrayList<>())
                        .add(name));
        return new Units(
                units,
                currencies.entrySet().stream()
                        .map(each -> new Currency(each.getKey(), each.getValue()))
                        .toList(),
                LIST.multiples().entrySet().stream()
                        .map(each -> new Multiple(each.getKey(), each.getValue()))
                        .toList());
    }

    @GET
    @Path("equivalents")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "getEquivalents",
            summary = "An oxide as its metal, or a metal as its oxide",
            description =
                    "By stoichiometry: oxide x factor = element. An oxide as its metal is the exact product; the other way round "
                            + "the quotient is rounded to 12 digits, half to even. The form of the oxide must be said: Pr6O11 and Pr2O3 differ. "
                            + "Only for those who ask: no figure is converted on its way in")
    @APIResponse(
            responseCode = "200",
            description = "Both amounts, with the factor and its source",
            content =
                    @Content(
                            schema = @Schema(implementation = EquivalentAmount.class),
                            examples = @ExampleObject(name = "an oxide as its metal", value = NEODYMIUM)))
    public EquivalentAmount equivalents(
            @RestQuery @Parameter(description = "How much", required = true, example = "1000") @Nullable String value,
            @RestQuery
                    @Parameter(description = "A unit of mass, or of mass a year", required = true, example = "t/a")
                    @Nullable
                    String unit,
            @RestQuery
                    @Parameter(
                            description = "Formula of an oxide or symbol of an element",
                            required = true,
                            example = "Nd2O3")
                    @Nullable
                    String of) {
        BigDecimal amount = amount(value);
        Unit known = unit(unit);
        String substance = of == null ? "" : of;
        Equivalent equivalent = EQUIVALENTS.of(amount, substance);
        if (equivalent == null) {
            throw refusal(substance);
        }
        return new EquivalentAmount(
                new Amount(amount, known.code(), equivalent.of()),
                new Amount(equivalent.value(), known.code(), equivalent.as()),
                equivalent.factor(),
                equivalent.exact(),
                equivalent.exact() ? null : Equivalents.DIGITS,
                EQUIVALENTS.source());
    }

    private static BigDecimal amount(@Nullable String value) {
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw refused("value", "expected a number, for instance 1000 or 0.5", null);
        }
        BigDecimal amount = new BigDecimal(value);
        if (amount.compareTo(Quantity.MAX_VALUE) > 0) {
            throw refused("value", "expected at most " + Quantity.MAX_VALUE.toPlainString(), null);
        }
        return amount;
    }

    private static Unit unit(@Nullable String text) {
        List<String> masses = LIST.units().stream()
                .map(UnitList.Listed::unit)
                .filter(each -> each.dimension() == Dimension.MASS || each.dimension() == Dimension.MASS_PER_YEAR)
                .map(Unit::code)
                .toList();
        Optional<Unit> unit = text == null ? Optional.empty() : Unit.find(text);
        return unit.filter(each -> masses.contains(each.code()))
                .orElseThrow(() -> refused(
                        "unit",
                        "expected one of " + String.join(", ", masses),
                        text == null ? null : Suggestions.nearest(text, masses).orElse(null)));
    }

    private static ProblemException refusal(String substance) {
        List<String> known = new ArrayList<>();
        EQUIVALENTS.oxides().stream().map(Oxide::oxide).forEach(known::add);
        EQUIVALENTS.oxides().stream().map(Oxide::element).forEach(known::add);
        Optional<String> instead = EQUIVALENTS.insteadOf(substance);
        if (instead.isPresent()) {
            return refused(
                    "of",
                    "there is no factor for " + substance + "; " + instead.get()
                            + " is another form and holds another share",
                    null);
        }
        return refused(
                "of",
                "expected one of " + String.join(", ", known),
                Suggestions.nearest(substance, known).orElse(null));
    }

    private static ProblemException refused(String parameter, String detail, @Nullable String suggestion) {
        return Problem.invalidParameter(FieldError.ofParameter(parameter, detail, suggestion))
                .asException();
    }
}
