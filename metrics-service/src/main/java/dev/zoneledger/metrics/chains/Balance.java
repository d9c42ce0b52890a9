package dev.zoneledger.metrics.chains;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.FactorSet;
import dev.zoneledger.contract.FactorSet.Content;
import dev.zoneledger.contract.FactorSet.Factor;
import dev.zoneledger.contract.ProductTree.Chain;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.RollUp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The capacities of a chain's stages in one basis: what the first stage would have to supply for each to run in full.
 *
 * @param candidates the stages that may be the narrowest
 */
record Balance(List<Stage> stages, @Nullable Narrowest narrowest, List<Integer> candidates) {

    /** What a ton is told in; nothing else can be converted by weight. */
    private static final String TONS = "t/a";

    /** A stage of the chain. */
    @Schema(name = "ChainStage")
    record Stage(
            @Schema(description = "From 1 on, in the order of making")
            int stage,

            @Schema(description = "Products of the chain beside each other in this stage")
            List<String> products,

            @Schema(
                    description =
                            "Installed capacities of these products and those below them, each by itself, and what becomes "
                                    + "of them; empty if none is registered, which is not zero")
            List<Part> capacities,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    description =
                            "Modelled: what the first stage would have to supply a year for this one to run in full, t/a of the "
                                    + "basis; null if nothing is registered, or a part of it cannot be converted")
            @Nullable
            Span converted,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    description =
                            "Modelled: how much more than the narrowest stage it could take; null of the narrowest itself, or "
                                    + "where either is not known")
            @Nullable
            Span headroom) {

        private Stage with(@Nullable Span room) {
            return new Stage(stage, products, capacities, converted, room);
        }
    }

    /** A capacity and what becomes of it. */
    @Schema(name = "ConvertedCapacity")
    record Part(
            String product,
            @Nullable String unit,
            Figures capacity,

            @Schema(description = "As what pure substance it is taken; left out where nothing is assumed") @Nullable
            String taken,

            @Schema(
                    description = "Parameters and oxides by which it is multiplied, or with a `/` divided, in turn",
                    implementation = String[].class)
            List<Factor> factors,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(description = "Modelled, t/a of the basis; null if it cannot be converted")
            @Nullable
            Span converted,

            @Schema(description = "Why it cannot be converted; left out if it can") @Nullable
            String why,

            @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
            Links links) {}

    /** The stage that limits the others. */
    @Schema(name = "NarrowestStage")
    record Narrowest(
            int stage,

            @Schema(description = "Whether no other stage may be as narrow, whatever holds within the bounds")
            boolean certain) {}

    /**
     * The balance of a chain.
     *
     * @param capacities the installed capacities of a product, its descendants not included
     * @param links to the claims of one of them; null of what several zones come to
     */
    static Balance of(
            Chain chain,
            FactorSet.Basis basis,
            Assumptions assumptions,
            Function<String, Collection<TotalRow>> capacities,
            Function<TotalRow.Series, @Nullable Links> links) {
        Stages stages = Stages.of(chain);
        List<Stage> converted = new ArrayList<>();
        for (List<String> products : stages.products()) {
            List<Part> parts = new ArrayList<>();
            for (String product : products) {
                for (String each : RollUp.withDescendants(product)) {
                    capacities
                            .apply(each)
                            .forEach(row -> parts.add(
                                    part(row, way(row, product, stages, basis, assumptions), assumptions, links)));
                }
            }
            converted.add(new Stage(converted.size() + 1, products, parts, sum(parts), null));
        }
        return compared(converted);
    }

    private static Assumptions.Way way(
            TotalRow row, String product, Stages stages, FactorSet.Basis basis, Assumptions assumptions) {
        String own = row.series().product();
        if (!row.series().unit().equals(TONS)) {
            return Assumptions.Way.none(own + " is told in "
                    + (row.series().unit().isEmpty() ? "no unit" : row.series().unit())
                    + "; no factor says what is in one of them");
        }
        Content content = assumptions.content(own).orElse(null);
        if (content == null) {
            return Assumptions.Way.none("the factor set says nothing of " + own);
        }
        if (stages.isFirst(product)) {
            return assumptions.way(content, basis, List.of());
        }
        List<String> before = yieldsBefore(product, stages, assumptions);
        if (before == null || content.yield() == null) {
            return Assumptions.Way.none("the factor set has no one yield from the first stage to " + own);
        }
        List<String> yields = new ArrayList<>(List.of(content.yield()));
        yields.addAll(before);
        return assumptions.way(content, basis, yields);
    }

    /** The yields of the steps before the one to the product; null if they are not known, or several ways differ. */
    private static @Nullable List<String> yieldsBefore(String product, Stages stages, Assumptions assumptions) {
        Set<List<String>> ways = new HashSet<>();
        for (String from : stages.madeOf(product)) {
            if (stages.isFirst(from)) {
                ways.add(List.of());
                continue;
            }
            List<String> before = yieldsBefore(from, stages, assumptions);
            String yield = assumptions.content(from).map(Content::yield).orElse(null);
            if (before == null || yield == null) {
                return null;
            }
            List<String> all = new ArrayList<>(List.of(yield));
            all.addAll(before);
            ways.add(all);
        }
        return ways.size() == 1 ? ways.iterator().next() : null;
    }

    private static Part part(
            TotalRow row,
            Assumptions.Way way,
            Assumptions assumptions,
            Function<TotalRow.Series, @Nullable Links> links) {
        TotalRow.Series series = row.series();
        return new Part(
                series.product(),
                series.unit().isEmpty() ? null : series.unit(),
                Figures.of(row),
                assumptions.content(series.product()).map(Content::taken).orElse(null),
                way.factors(),
                way.why() == null ? Span.of(row.total()).by(way.multiplier(), way.divisor()) : null,
                way.why(),
                links.apply(series));
    }

    private static @Nullable Span sum(List<Part> parts) {
        Span sum = Span.NOTHING;
        for (Part part : parts) {
            if (part.converted == null) {
                return null;
            }
            sum = sum.plus(part.converted);
        }
        return parts.isEmpty() ? null : sum;
    }

    /** Finds the narrowest among the stages that are known, if there are two at least. */
    static Balance compared(List<Stage> stages) {
        List<Stage> known =
                stages.stream().filter(stage -> stage.converted != null).toList();
        if (known.size() < 2) {
            return new Balance(stages, null, List.of());
        }
        BigDecimal least = known.stream()
                .map(stage -> Objects.requireNonNull(stage.converted).upper())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<Stage> candidates = known.stream()
                .filter(stage -> Objects.requireNonNull(stage.converted).mayBeAtMost(least))
                .toList();
        Stage narrowest =
                candidates.size() == 1 ? candidates.getFirst() : byValue(known).orElse(null);
        if (narrowest == null) {
            return new Balance(stages, null, numbers(candidates));
        }
        Span narrow = Objects.requireNonNull(narrowest.converted);
        return new Balance(
                stages.stream()
                        .map(stage -> stage == narrowest || stage.converted == null
                                ? stage
                                : stage.with(stage.converted.minus(narrow)))
                        .toList(),
                new Narrowest(narrowest.stage, candidates.size() == 1),
                numbers(candidates));
    }

    /** The stage of the least value, if all have one. */
    private static Optional<Stage> byValue(List<Stage> known) {
        return known.stream().allMatch(stage -> value(stage) != null)
                ? known.stream().min(Comparator.comparing(stage -> Objects.requireNonNull(value(stage))))
                : Optional.empty();
    }

    private static @Nullable BigDecimal value(Stage stage) {
        return stage.converted == null ? null : stage.converted.value();
    }

    private static List<Integer> numbers(List<Stage> stages) {
        return stages.stream().map(Stage::stage).toList();
    }
}
