package dev.zoneledger.metrics.live;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import org.jspecify.annotations.Nullable;

/**
 * Which totals somebody listens for.
 *
 * @param measure null for all
 * @param product with its descendants, null for all
 */
record Wanted(
        String zone, @Nullable Measure measure, @Nullable String product) {

    private static final int ZONE = 0;
    private static final int MEASURE = 2;
    private static final int PRODUCT = 4;

    /** Whether the total of that key in the topic is one of them. */
    boolean has(String key) {
        String[] parts = key.split("\\|", -1);
        return parts[ZONE].equals(zone)
                && (measure == null || parts[MEASURE].equals(measure.code()))
                && (product == null
                        || ProductTree.builtIn().withDescendants(product).contains(parts[PRODUCT]));
    }
}
