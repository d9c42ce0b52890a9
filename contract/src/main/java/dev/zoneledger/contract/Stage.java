package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a product stands in the chains of the product file: a view on it, never something to add along.
 *
 * <p>What is made from nothing of its chains is upstream, what is made into nothing of them is downstream, what lies
 * between is midstream. A kind of a product shares in the edges of the wider one: sintered magnets are made into motors,
 * as magnet material is. A wider product that is in no chain itself stands where all of its kinds stand that are in one;
 * where they differ, nowhere.
 */
public enum Stage {
    /** The beginning of its chains. */
    UPSTREAM("upstream"),
    /** Made from one product of a chain and into another. */
    MIDSTREAM("midstream"),
    /** The end of its chains. */
    DOWNSTREAM("downstream");

    /** The rule in words, for those who ask. */
    public static final String RULE =
            "upstream: made from nothing of its chains; downstream: made into nothing of them; "
                    + "midstream: between. A kind of a product shares in the edges of the wider one; a wider product that is in no "
                    + "chain itself stands where its kinds do, if they agree. A product in no chain has no stage";

    private final String code;

    Stage(String code) {
        this.code = code;
    }

    /** The name in JSON, in queries and in the documentation. */
    @JsonValue
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }

    static Map<String, Stage> ofAll(ProductTree tree) {
        Set<String> made = new HashSet<>();
        Set<String> makers = new HashSet<>();
        for (ProductTree.Chain chain : tree.chains()) {
            for (ChainStatement.Edge edge : chain.edges()) {
                makers.addAll(tree.withDescendants(edge.from()));
                made.addAll(tree.withDescendants(edge.to()));
            }
        }
        Map<String, Stage> own = new LinkedHashMap<>();
        for (ProductTree.Product product : tree.products()) {
            boolean isMade = made.contains(product.code());
            boolean isMaker = makers.contains(product.code());
            if (isMade || isMaker) {
                own.put(product.code(), isMade ? (isMaker ? MIDSTREAM : DOWNSTREAM) : UPSTREAM);
            }
        }
        Map<String, Stage> all = new LinkedHashMap<>(own);
        for (ProductTree.Product product : tree.products()) {
            Set<Stage> ofKinds = EnumSet.noneOf(Stage.class);
            tree.withDescendants(product.code()).forEach(kind -> {
                Stage stage = own.get(kind);
                if (stage != null) {
                    ofKinds.add(stage);
                }
            });
            if (!own.containsKey(product.code()) && ofKinds.size() == 1) {
                all.put(product.code(), ofKinds.iterator().next());
            }
        }
        return all;
    }
}
