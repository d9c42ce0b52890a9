package dev.zoneledger.metrics.chains;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.FactorSet;
import dev.zoneledger.contract.FactorSets;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Chain;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import dev.zoneledger.rest.Suggestions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where a chain is narrow. */
@Path("/v1/zones/{zone}/chains/{chain}/balance")
@Tag(name = "Chains", description = "Capacities along a chain, modelled in one basis")
class BalanceResource {

    private final Answers answers;

    BalanceResource(Answers answers) {
        this.answers = answers;
    }

    /** A chain in balance. */
    record BalanceAnswer(
            String zone,
            String chain,
            LocalDate asOf,

            @Schema(description = "NdPr, REO or metal", implementation = String.class)
            FactorSet.Basis basis,

            @Schema(description = "The factor set that was taken")
            String factors,

            @Schema(description = "Always true: what is converted is no figure of any source")
            boolean modelled,

            String position,
            List<Balance.Stage> stages,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    description =
                            "The stage that limits the others: the only candidate, else the one of the least value; null where "
                                    + "fewer than two stages are known in this basis, or ranges leave it open")
            Balance.@Nullable Narrowest narrowest,

            @Schema(
                    description =
                            "Every stage that may be the narrowest within the bounds; empty if fewer than two are known")
            List<Integer> candidates,

            @Schema(description = "Every parameter that was needed, with what was taken and where its range comes from")
            List<Used> parameters) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The stages of a chain in one basis: the narrowest, and the headroom of the others",
            description =
                    "Installed capacity (operating, actual) of each stage, turned into what the first stage would have to supply "
                            + "a year for it to run in full: by what is in a ton of each product, and by the yields on the way. "
                            + "Nothing is added along the chain; products beside each other in one stage are, once converted.\n\n"
                            + "All of this is modelled. Shares and yields are parameters of a factor set, each with its range and "
                            + "source; ranges propagate, each parameter taken as independent of the others. A parameter of "
                            + "which no published range is relied on has to be set, else its stage is not converted; so "
                            + "are products that are not told by weight. A figure that is withheld opens the upper bound.")
    public RestResponse<BalanceAnswer> balance(
            @BeanParam Asking asking,
            @RestPath @Parameter(description = "Code of a chain of the product tree") String chain,
            @RestQuery @Parameter(description = "Day, ISO 8601; today in UTC if not given") @Nullable String asOf,
            @RestQuery
                    @Parameter(
                            description =
                                    "NdPr (neodymium and praseodymium contained), REO (rare earths as oxides) or metal (rare earths "
                                            + "as elements, the default)")
                    @Nullable
                    String basis,
            @RestQuery
                    @Parameter(description = "Key of a factor set, `/v1/factor-sets`; the latest if not given")
                    @Nullable
                    String factors,
            @RestQuery
                    @Parameter(
                            description =
                                    "A parameter of the set, to be repeated: `name:value` or `name:low..high`, in its range",
                            example = "sintered-yield:0.7")
                    @Nullable
                    List<String> set) {
        Chain wanted = chain(chain);
        LocalDate date = Parameters.asOf(asOf);
        FactorSet.Basis wantedBasis = basis(basis);
        FactorSet factorSet = factorSet(factors);
        Map<String, Span> settings = Settings.of(factorSet, set == null ? List.of() : set);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> {
                    Assumptions assumptions = new Assumptions(factorSet, settings);
                    Balance balance = Balance.of(
                            wanted,
                            wantedBasis,
                            assumptions,
                            product -> installed(stores, asking.zone(), product, date),
                            series -> links(asking.zone(), date, series));
                    return new BalanceAnswer(
                            asking.zone(),
                            chain,
                            date,
                            wantedBasis,
                            factorSet.key(),
                            true,
                            "",
                            balance.stages(),
                            balance.narrowest(),
                            balance.candidates(),
                            assumptions.used());
                },
                BalanceResource::at);
    }

    private static BalanceAnswer at(BalanceAnswer answer, String position) {
        return new BalanceAnswer(
                answer.zone,
                answer.chain,
                answer.asOf,
                answer.basis,
                answer.factors,
                answer.modelled,
                position,
                answer.stages,
                answer.narrowest,
                answer.candidates,
                answer.parameters);
    }

    private static Collection<TotalRow> installed(LedgerStores stores, String zone, String product, LocalDate asOf) {
        return stores.totals(zone, Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, product, asOf).stream()
                .filter(row -> row.series().slot().equals(Status.OPERATING.code()))
                .filter(row -> row.total().claims() > 0)
                .toList();
    }

    private static Links links(String zone, LocalDate asOf, TotalRow.Series series) {
        return Links.to(
                "/v1/zones/" + zone + "/capacity/claims",
                "asOf",
                asOf,
                "product",
                series.product(),
                "status",
                series.slot(),
                "basis",
                series.basis(),
                "unit",
                series.unit());
    }

    private static Chain chain(String code) {
        ProductTree tree = ProductTree.builtIn();
        return tree.findChain(code)
                .orElseThrow(() -> Problem.notFound("There is no chain " + code
                                + Suggestions.nearest(
                                                code,
                                                tree.chains().stream()
                                                        .map(Chain::code)
                                                        .toList())
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""))
                        .asException());
    }

    private static FactorSet.Basis basis(@Nullable String text) {
        FactorSet.Basis basis = Parameters.code("basis", text, FactorSet.bases(), FactorSet.Basis::code);
        return basis == null ? FactorSet.Basis.METAL : basis;
    }

    private static FactorSet factorSet(@Nullable String key) {
        FactorSet set = Parameters.code("factors", key, FactorSets.builtIn().all(), FactorSet::key);
        return set == null ? FactorSets.builtIn().latest() : set;
    }
}
