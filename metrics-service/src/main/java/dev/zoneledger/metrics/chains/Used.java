package dev.zoneledger.metrics.chains;

import dev.zoneledger.contract.FactorSet;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A parameter as an answer has used it. */
@Schema(name = "UsedParameter")
record Used(
        String name,
        String meaning,

        @Schema(description = "Left out where a range was taken, or nothing") @Nullable
        BigDecimal value,

        @Schema(description = "Least that was taken; left out where it is demanded and not set") @Nullable
        BigDecimal lower,

        @Schema(description = "Most that was taken; left out where it is demanded and not set") @Nullable
        BigDecimal upper,

        @Schema(description = "Whether the request set it") boolean set,

        @Schema(description = "Least that it can be set to") BigDecimal low,

        @Schema(description = "Most that it can be set to") BigDecimal high,

        @Schema(description = "Whether no published range is relied on, so that it has to be set")
        boolean demanded,

        FactorSet.Citation source) {}
