package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One source's statement that a chain has formed in the zone.
 *
 * @param chain code of a chain of the product file
 * @param edges as stated, each "is made into"
 * @param leader id of the organisation that the source names as leading it
 * @param rank deprecated for a statement that repeats or garbles another, with the reason
 */
public record ChainStatement(
        String zone,
        String id,
        int revision,
        String chain,
        List<Edge> edges,
        @Nullable String leader,
        ClaimRank rank,
        @Nullable String reason,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {

    /** {@code from} is made into {@code to}; both are product codes. */
    public record Edge(String from, String to) {
        public Edge {
            Check.id("from", from);
            Check.id("to", to);
        }
    }

    public ChainStatement {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.id("chain", chain);
        Check.optionalId("leader", leader);
        Check.present("rank", rank);
        edges = Check.list(edges);
        inferred = Check.list(inferred);
        Check.that(
                rank == ClaimRank.NORMAL || rank == ClaimRank.PREFERRED || reason != null,
                "rank " + rank + " needs a reason");
    }
}
