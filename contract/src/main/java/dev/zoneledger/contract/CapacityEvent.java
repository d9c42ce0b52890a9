package dev.zoneledger.contract;

/** Claims, and what is later said of a claim; all are revisions of the claim of that id. See {@link ClaimState}. */
public sealed interface CapacityEvent extends ZoneEvent permits Claim, ClaimMark {}
