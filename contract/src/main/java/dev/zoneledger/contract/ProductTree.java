package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is made, as a tree, and the chains in which it is made into something else; read from {@code products.yaml}. A
 * total of a product has its descendants in it. Chains are never added along: no two products of one tree are connected
 * by them, so a total cannot do so by accident.
 */
public final class ProductTree {

    private static final ProductTree BUILT_IN = read();

    private final Map<String, Product> products = new LinkedHashMap<>();
    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final Map<String, Set<String>> descendants = new LinkedHashMap<>();
    private final Map<String, Stage> stages = new LinkedHashMap<>();

    /** In what a product is counted. */
    public enum Kind {
        @JsonProperty("mass")
        MASS(Unit.Dimension.MASS, Unit.Dimension.MASS_PER_YEAR),
        @JsonProperty("sets")
        SETS(Unit.Dimension.SETS, Unit.Dimension.SETS_PER_YEAR),
        @JsonProperty("pieces")
        PIECES(Unit.Dimension.PIECES, Unit.Dimension.PIECES_PER_YEAR),
        @JsonProperty("energy")
        ENERGY(Unit.Dimension.ENERGY, Unit.Dimension.ENERGY_PER_YEAR),
        /** By the rated power of what is made. */
        @JsonProperty("power")
        POWER(Unit.Dimension.POWER, Unit.Dimension.POWER_PER_YEAR);

        private final Unit.Dimension output;
        private final Unit.Dimension capacity;

        Kind(Unit.Dimension output, Unit.Dimension capacity) {
            this.output = output;
            this.capacity = capacity;
        }

        /** The dimension of an output. */
        public Unit.Dimension output() {
            return output;
        }

        /** The dimension of a capacity. */
        public Unit.Dimension capacity() {
            return capacity;
        }
    }

    /**
     * A product.
     *
     * @param name in English
     * @param localName in Chinese
     * @param parent code of the wider product; null for the root of a tree
     * @param dimension in what it is counted
     * @param hs Harmonized System code, where one fits
     */
    public record Product(
            String code,
            String name,
            String localName,
            @Nullable String parent,
            Kind dimension,
            @Nullable String hs,
            @Nullable String note) {
        public Product {
            Check.id("code", code);
            Check.text("name", name);
            Check.text("localName", localName);
        }
    }

    /** A chain: products joined by "is made into". */
    public record Chain(
            String code,
            String name,
            String localName,
            List<ChainStatement.Edge> edges,
            @Nullable String note) {
        public Chain {
            Check.id("code", code);
            edges = Check.list(edges);
        }
    }

    private record File(List<Product> products, List<Chain> chains) {
        @JsonCreator
        File {}
    }

    private ProductTree(File file) {
        for (Product product : file.products) {
            Check.that(products.put(product.code, product) == null, "product " + product.code + " is there twice");
        }
        for (Product product : file.products) {
            for (Product each = product; each != null; each = each.parent == null ? null : get(each.parent)) {
                boolean isNew = descendants
                        .computeIfAbsent(each.code, code -> new LinkedHashSet<>())
                        .add(product.code);
                Check.that(isNew, "product " + product.code + " is its own ancestor");
            }
        }
        for (Chain chain : file.chains) {
            Check.that(chains.put(chain.code, chain) == null, "chain " + chain.code + " is there twice");
            chain.edges.forEach(edge -> {
                get(edge.from());
                get(edge.to());
            });
        }
        stages.putAll(Stage.ofAll(this));
    }

    /** The products and chains that every zone has. */
    public static ProductTree builtIn() {
        return BUILT_IN;
    }

    /** All products, in the order of the file. */
    public Collection<Product> products() {
        return Collections.unmodifiableCollection(products.values());
    }

    /** All chains, in the order of the file. */
    public Collection<Chain> chains() {
        return Collections.unmodifiableCollection(chains.values());
    }

    public Optional<Product> find(String code) {
        return Optional.ofNullable(products.get(code));
    }

    public Optional<Chain> findChain(String code) {
        return Optional.ofNullable(chains.get(code));
    }

    /** Where the product stands in its chains, by the rule of {@link Stage}; empty if it is in none. */
    public Optional<Stage> stage(String code) {
        return Optional.ofNullable(stages.get(code));
    }

    /** The product itself and all below it; only the code itself if it is not in the tree. */
    public Set<String> withDescendants(String code) {
        return Collections.unmodifiableSet(descendants.getOrDefault(code, Set.of(code)));
    }

    /** The product itself and all above it, nearest first; only the code itself if it is not in the tree. */
    public List<String> withAncestors(String code) {
        List<String> ancestors = new ArrayList<>();
        for (String each = code; each != null; each = parent(each)) {
            ancestors.add(each);
        }
        return ancestors;
    }

    private @Nullable String parent(String code) {
        Product product = products.get(code);
        return product == null ? null : product.parent;
    }

    private Product get(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no such product: " + code));
    }

    private static ProductTree read() {
        try (InputStream file = ProductTree.class.getResourceAsStream("/products.yaml")) {
            return new ProductTree(
                    new ObjectMapper(new YAMLFactory()).readValue(Objects.requireNonNull(file), File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
