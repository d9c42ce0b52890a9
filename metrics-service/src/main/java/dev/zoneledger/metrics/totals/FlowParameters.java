package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which flows are asked about, as requests say it. */
record FlowParameters(
        @RestQuery
        @Parameter(
                description =
                        "Only this period: 2019, 2020-Q1, 2021-01/2021-10, XXXX (a year not stated); with `grain` "
                                + "a year, quarter or month")
        @Nullable
        String period,

        @RestQuery
        @Parameter(
                description =
                        "year, quarter or month: totals of these, from what is stated of them and of their parts. "
                                + "Without it each period stands by itself")
        @Nullable
        String grain,

        @RestQuery @Parameter(description = "Only actual, planned or target") @Nullable
        String basis) {

    /** The totals of these measures, of all bases if none is named. */
    FlowTotals totals(String path, Collection<Measure> measures, Slice slice) {
        Basis wanted = Parameters.basis(basis, FlowTotals.BASES);
        return new FlowTotals(
                path,
                measures,
                wanted == null ? FlowTotals.BASES : List.of(wanted),
                slice,
                period,
                Parameters.grain(grain));
    }
}
