package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.state.LedgerStores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that is answered with totals of flows. */
record FlowQuestion<A>(FlowTotals totals, Body<A> body) implements SlicedQuestion<A> {

    /** Makes the answer of its rows. */
    interface Body<A> {
        A of(@Nullable String zone, @Nullable String position, List<Row> totals);
    }

    @Override
    public List<SlicedRow> ask(LedgerStores stores, String zone) {
        return totals.of(stores, zone);
    }

    @Override
    public A told(List<SlicedRow> rows, @Nullable String zone, @Nullable String position) {
        return body.of(zone, position, totals.told(rows, zone));
    }
}
