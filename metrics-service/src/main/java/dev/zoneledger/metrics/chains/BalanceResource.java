package dev.zoneledger.metrics.chains;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
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
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Question;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.ZonesAsking;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import dev.zoneledger.rest.Suggestions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where a chain is narrow. */
@Path("/v1")
@Tag(name = "Chains", description = "Capacities along a chain, modelled in one basis")
class BalanceResource {

    private final Answers answers;
    private final ManyZones zones;

    BalanceResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** How a chain is balanced, as requests say it. */
    record BalanceParameters(
            @RestQuery @Parameter(description = "Day, ISO 8601; today in UTC if not given") @Nullable
            String asOf,

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

        private BalanceQuestion question(Chain chain) {
            LocalDate date = Parameters.asOf(asOf);
            FactorSet factorSet = factorSet(factors);
            return new BalanceQuestion(
                    chain,
                    date,
                    asOf == null ? date : null,
                    BalanceResource.basis(basis),
                    factorSet,
                    Settings.of(factorSet, set == null ? List.of() : set));
        }
    }

    /** A chain in balance. */
    record BalanceAnswer(
            @Nullable String zone,
            String chain,
            LocalDate asOf,

            @Schema(description = "NdPr, REO or metal", implementation = String.class)
            FactorSet.Basis basis,

            @Schema(description = "The factor set that was taken")
            String factors,

            @Schema(description = "Always true: what is converted is no figure of any source")
            boolean modelled,

            @Nullable String position,
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

    private record BalanceQuestion(
            Chain chain,
            LocalDate asOf,
            @Nullable LocalDate today,
            FactorSet.Basis basis,
            FactorSet factors,
            Map<String, Span> settings)
            implements Question<List<TotalRow>, BalanceAnswer> {

        @Override
        public TypeReference<List<TotalRow>> type() {
            return new TypeReference<>() {};
        }

        /** The installed capacities of the chain. */
        @Override
        public List<TotalRow> ask(LedgerStores stores, String zone) {
            return Stages.of(chain).products().stream()
                    .flatMap(List::stream)
                    .flatMap(product -> RollUp.withDescendants(product).stream())
                    .distinct()
                    .flatMap(product ->
                            stores
                                    .totals(zone, Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, product, asOf)
                                    .stream())
                    .filter(row -> row.series().slot().equals(Status.OPERATING.code()))
                    .filter(row -> row.total().claims() > 0)
                    .toList();
        }

        @Override
        public List<TotalRow> together(SortedMap<String, List<TotalRow>> byZone) {
            return RollUp.together(byZone);
        }

        @Override
        public BalanceAnswer told(List<TotalRow> installed, @Nullable String zone, @Nullable String position) {
            Assumptions assumptions = new Assumptions(factors, settings);
            Balance balance = Balance.of(
                    chain,
                    basis,
                    assumptions,
                    product -> installed.stream()
                            .filter(row -> row.series().product().equals(product))
                            .toList(),
                    series -> zone == null ? null : Links.toCapacity(zone, asOf, null, series));
            return new BalanceAnswer(
                    zone,
                    chain.code(),
                    asOf,
                    basis,
                    factors.key(),
                    true,
                    position,
                    balance.stages(),
                    balance.narrowest(),
                    balance.candidates(),
                    assumptions.used());
        }
    }

    @GET
    @Path("zones/{zone}/chains/{chain}/balance")
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
                            + "are products that are not told by weight. A figure that is withheld opens the upper bound."
                            + "\n\nOf several zones together it is the balance of their capacities added up: one zone may supply "
                            + "another.")
    public RestResponse<BalanceAnswer> balance(
            @BeanParam Asking asking,
            @RestPath @Parameter(description = "Code of a chain of the product tree") String chain,
            @BeanParam BalanceParameters wanted) {
        return answers.of(asking, wanted.question(chain(chain)));
    }

    @GET
    @Path("balance")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery @Parameter(description = "Code of a chain of the product tree", required = true) @Nullable
                    String chain,
            @BeanParam BalanceParameters wanted) {
        return zones.of(asking, request, wanted.question(chain(Parameters.needed("chain", chain))));
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
