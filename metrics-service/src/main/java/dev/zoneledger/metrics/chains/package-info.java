/** Chains of products in balance: what each stage can take and give, in one basis, as a model of named assumptions. */
@NullMarked
package dev.zoneledger.metrics.chains;

import org.jspecify.annotations.NullMarked;
