package dev.zoneledger.contract;

/** A revision that leaves a claim's content as it is and changes what it counts for. */
public sealed interface ClaimMark extends CapacityEvent permits Reranking, Supersession, Retraction {

    /** Why; never blank. */
    String reason();
}
