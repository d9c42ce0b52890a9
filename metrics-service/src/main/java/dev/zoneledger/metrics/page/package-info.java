/** The page: it asks what anybody may ask over REST, and shows it. Its scripts lie in {@code src/main/resources/web}. */
@NullMarked
package dev.zoneledger.metrics.page;

import org.jspecify.annotations.NullMarked;
