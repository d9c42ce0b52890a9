package dev.zoneledger.metrics.chains;

import dev.zoneledger.contract.Equivalents;
import dev.zoneledger.contract.FactorSet;
import dev.zoneledger.contract.FactorSet.Content;
import dev.zoneledger.contract.FactorSet.Factor;
import dev.zoneledger.contract.FactorSet.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A factor set with what a request has set of it. Which parameters were needed is remembered, so that an answer can tell
 * them.
 */
final class Assumptions {

    private static final Span ONE = new Span(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

    private final FactorSet set;
    private final Map<String, Span> settings;
    private final Set<String> needed = new LinkedHashSet<>();

    /**
     * As set.
     *
     * @param settings by the names of parameters of the set, within their ranges
     */
    Assumptions(FactorSet set, Map<String, Span> settings) {
        this.set = set;
        this.settings = Map.copyOf(settings);
    }

    /**
     * How a capacity of a product comes to the common basis.
     *
     * @param why there is no way; null if there is one
     * @param factors in turn
     * @param multiplier of all factors that multiply
     * @param divisor of all factors that divide
     */
    record Way(@Nullable String why, List<Factor> factors, Span multiplier, Span divisor) {

        static Way none(String why) {
            return new Way(why, List.of(), ONE, ONE);
        }
    }

    FactorSet set() {
        return set;
    }

    /** What is in a ton of the product, and as what it is taken; empty if the set says nothing of it. */
    Optional<Content> content(String product) {
        return set.content(product);
    }

    /**
     * From a product to the basis, and from there back along the yields.
     *
     * @param yields names of parameters, of each step from the first stage's supply to the product
     */
    Way way(Content content, FactorSet.Basis basis, List<String> yields) {
        List<Factor> own = content.in(basis);
        if (own == null) {
            return Way.none(content.product() + " has no way to " + basis.code() + ": " + content.why());
        }
        List<Factor> factors = new ArrayList<>(own);
        yields.forEach(yield -> factors.add(new Factor(yield, true)));
        List<String> missing = factors.stream()
                .map(Factor::name)
                .filter(name -> range(name) == null)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            return Way.none(content.product() + " needs " + String.join(", ", missing)
                    + ", of which no published range is relied on: set="
                    + String.join(":<value>&set=", missing) + ":<value>");
        }
        Span multiplier = ONE;
        Span divisor = ONE;
        for (Factor factor : factors) {
            Span range = Objects.requireNonNull(range(factor.name()));
            if (factor.divides()) {
                divisor = divisor.times(range);
            } else {
                multiplier = multiplier.times(range);
            }
        }
        return new Way(null, factors, multiplier, divisor);
    }

    /** What a factor may be; null if it has to be set and is not. */
    private @Nullable Span range(String name) {
        Parameter parameter = set.parameter(name).orElse(null);
        if (parameter == null) {
            BigDecimal oxide = Objects.requireNonNull(Equivalents.builtIn().of(BigDecimal.ONE, name))
                    .factor();
            return new Span(oxide, oxide, oxide);
        }
        needed.add(name);
        Span setting = settings.get(name);
        if (setting != null) {
            return setting;
        }
        return parameter.demanded() ? null : new Span(parameter.value(), parameter.low(), parameter.high());
    }

    /** Every parameter that was needed so far, set or not. */
    List<Used> used() {
        return needed.stream()
                .map(name -> set.parameter(name).orElseThrow())
                .map(parameter -> used(parameter, settings.get(parameter.name())))
                .toList();
    }

    private static Used used(Parameter parameter, @Nullable Span setting) {
        boolean isOpen = setting == null && parameter.demanded();
        return new Used(
                parameter.name(),
                parameter.meaning(),
                setting != null ? setting.value() : parameter.value(),
                setting != null ? setting.lower() : isOpen ? null : parameter.low(),
                setting != null ? setting.upper() : isOpen ? null : parameter.high(),
                setting != null,
                parameter.low(),
                parameter.high(),
                parameter.demanded(),
                parameter.source());
    }
}
