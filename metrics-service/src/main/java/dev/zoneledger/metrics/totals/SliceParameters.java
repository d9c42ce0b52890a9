package dev.zoneledger.metrics.totals;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which part of a zone is asked about, as requests say it. */
public record SliceParameters(
        @RestQuery @Parameter(description = SliceParameters.PRODUCT) @Nullable
        String product,

        @RestQuery @Parameter(description = SliceParameters.ORGANISATION) @Nullable
        String organisation,

        @RestQuery @Parameter(description = SliceParameters.STAGE) @Nullable
        String stage) {

    static final String PRODUCT = "Only this product of the product tree and those below it; of money also `none`, for "
            + "figures told of no product";
    static final String STAGE =
            "Only products at this stage of their chains: upstream, midstream or downstream. " + Slice.STAGES;
    static final String ORGANISATION =
            "Only this organisation with its projects, whichever of its merged records is named; `none` for projects "
                    + "without an organisation";
}
