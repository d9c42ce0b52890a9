/** What several claims say of one thing: series, which claim holds of them, where sources disagree, how plans moved. */
@NullMarked
package dev.zoneledger.catalog.series;

import org.jspecify.annotations.NullMarked;
