package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The laws of the product file, on which totals rely. */
class ProductTreeTest {

    private final ProductTree tree = ProductTree.builtIn();

    @Test
    void shouldNeverJoinTwoProductsOfOneTreeByChains() {
        // Given
        Collection<ProductTree.Product> products = tree.products();

        // When
        Set<String> joined = new TreeSet<>();
        for (ProductTree.Product product : products) {
            madeFrom(product.code()).stream()
                    .filter(end -> root(end).equals(root(product.code())))
                    .forEach(end -> joined.add(product.code() + " is made into " + end));
        }

        // Then
        assertThat(joined).isEmpty();
    }

    @Test
    void shouldHaveNoCycleOfChains() {
        // Given
        Collection<ProductTree.Product> products = tree.products();

        // When
        Set<String> cyclic = new TreeSet<>();
        products.stream()
                .map(ProductTree.Product::code)
                .filter(code -> madeFrom(code).contains(code))
                .forEach(cyclic::add);

        // Then
        assertThat(cyclic).isEmpty();
    }

    @Test
    void shouldSayWhereAProductStandsInItsChains() {
        assertThat(tree.stage("neodymium-metal")).contains(Stage.UPSTREAM);
        assertThat(tree.stage("magnet-material")).contains(Stage.MIDSTREAM);
        assertThat(tree.stage("magnet-motor")).contains(Stage.DOWNSTREAM);
        // Kinds share in the edges of the wider product: the end of one chain may lie within another.
        assertThat(tree.stage("ndfeb-sintered")).contains(Stage.MIDSTREAM);
        assertThat(tree.stage("ndfeb-bonded-injection")).contains(Stage.MIDSTREAM);
        assertThat(tree.stage("servo-motor")).contains(Stage.DOWNSTREAM);
        // A wider product stands where its kinds do.
        assertThat(tree.stage("rare-earth-oxide")).contains(Stage.UPSTREAM);
        assertThat(tree.stage("polishing-material")).contains(Stage.MIDSTREAM);
        // What is in no chain stands nowhere.
        assertThat(tree.stage("titanium-alloy")).isEmpty();
        assertThat(tree.stage("no-such-product")).isEmpty();
    }

    @Test
    void shouldPutEveryEndOfAnEdgeOnAStageAndNeverADownstreamProductBeforeAnother() {
        for (ProductTree.Chain chain : tree.chains()) {
            for (ChainStatement.Edge edge : chain.edges()) {
                assertThat(tree.stage(edge.from()))
                        .as(edge.toString())
                        .isNotEmpty()
                        .isNotEqualTo(Optional.of(Stage.DOWNSTREAM));
                assertThat(tree.stage(edge.to()))
                        .as(edge.toString())
                        .isNotEmpty()
                        .isNotEqualTo(Optional.of(Stage.UPSTREAM));
            }
        }
    }

    @Test
    void shouldReachEveryProductFromItsRoot() {
        // Given
        Collection<ProductTree.Product> products = tree.products();

        // When, then
        assertThat(products).allSatisfy(product -> {
            assertThat(tree.withDescendants(root(product.code()))).contains(product.code());
            assertThat(tree.withAncestors(product.code()))
                    .startsWith(product.code())
                    .doesNotHaveDuplicates();
            assertThat(tree.withAncestors(product.code()))
                    .allSatisfy(ancestor ->
                            assertThat(tree.withDescendants(ancestor)).contains(product.code()));
        });
    }

    @Test
    void shouldCountAWholeTreeInOneDimension() {
        // Given
        Collection<ProductTree.Product> products = tree.products();

        // When, then
        assertThat(products)
                .allSatisfy(product -> assertThat(product.dimension())
                        .as(product.code())
                        .isEqualTo(tree.find(root(product.code())).orElseThrow().dimension()));
    }

    @Test
    void shouldKeepPowderAndGranulesApartFromMagnets() {
        // When
        Set<String> magnets = tree.withDescendants("magnet-material");

        // Then
        assertThat(magnets)
                .contains("ndfeb-sintered", "ndfeb-bonded", "ndfeb-hot-pressed")
                .noneMatch(code -> code.contains("powder") || code.contains("granules"));
    }

    @Test
    void shouldNameAHarmonizedSystemCodeInItsForm() {
        // Given
        Collection<ProductTree.Product> products = tree.products();

        // When, then
        assertThat(products)
                .filteredOn(product -> product.hs() != null)
                .allSatisfy(product -> assertThat(product.hs()).matches("\\d{4}(\\.\\d{2})?"));
    }

    private String root(String code) {
        return tree.withAncestors(code).getLast();
    }

    /**
     * All that a product is made into in the end. Whatever is made from a wider product is made from its kinds, and what
     * is made into a kind is made into the wider product, so an edge leads from all kinds of its beginning to all that
     * its end is a kind of.
     */
    private Set<String> madeFrom(String code) {
        Map<String, Set<String>> edges = new HashMap<>();
        tree.chains()
                .forEach(chain -> chain.edges().forEach(edge -> {
                    for (String from : tree.withDescendants(edge.from())) {
                        Set<String> ends = edges.computeIfAbsent(from, any -> new HashSet<>());
                        ends.addAll(tree.withDescendants(edge.to()));
                        ends.addAll(tree.withAncestors(edge.to()));
                    }
                }));
        Set<String> reached = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(edges.getOrDefault(code, Set.of()));
        while (!open.isEmpty()) {
            String each = open.pop();
            if (reached.add(each)) {
                open.addAll(edges.getOrDefault(each, Set.of()));
            }
        }
        return reached;
    }
}
