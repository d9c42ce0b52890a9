package dev.zoneledger.metrics.chains;

import dev.zoneledger.contract.ChainStatement.Edge;
import dev.zoneledger.contract.ProductTree.Chain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stages of a chain: a product that is made of nothing in it stands in the first, every other one a stage behind the
 * last of those that it is made of. Products of one stage stand beside each other; nothing is added along the chain.
 */
final class Stages {

    private final Chain chain;
    private final Map<String, Integer> stages = new LinkedHashMap<>();

    private Stages(Chain chain) {
        this.chain = chain;
    }

    static Stages of(Chain chain) {
        Stages stages = new Stages(chain);
        for (Edge edge : chain.edges()) {
            stages.stage(edge.from());
            stages.stage(edge.to());
        }
        return stages;
    }

    /** The products of each stage, in the order of the chain's edges. */
    List<List<String>> products() {
        List<List<String>> products = new ArrayList<>();
        stages.forEach((product, stage) -> {
            while (products.size() <= stage) {
                products.add(new ArrayList<>());
            }
            products.get(stage).add(product);
        });
        return products;
    }

    boolean isFirst(String product) {
        return madeOf(product).isEmpty();
    }

    /** What the product is made of, in the chain. */
    Set<String> madeOf(String product) {
        Set<String> from = new LinkedHashSet<>();
        chain.edges().stream().filter(edge -> edge.to().equals(product)).forEach(edge -> from.add(edge.from()));
        return from;
    }

    private int stage(String product) {
        Integer known = stages.get(product);
        if (known != null) {
            return known;
        }
        int stage =
                madeOf(product).stream().mapToInt(from -> stage(from) + 1).max().orElse(0);
        stages.put(product, stage);
        return stage;
    }
}
