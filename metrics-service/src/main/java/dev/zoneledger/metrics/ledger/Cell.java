package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Measure;

/**
 * The unit of recomputation: the claims that count for one owner with the same measure, basis and product. A change of one claim
 * changes one cell, and where the owner is a project, perhaps the cell of its organisation.
 *
 * @param product empty where a money measure is told of no product
 */
public record Cell(String zone, Measure measure, Basis basis, String product, Owner owner) {

    /** Of the owner that the claim states; it counts for the canonical one. */
    public static Cell of(Claim claim) {
        return new Cell(
                claim.zone(),
                claim.measure(),
                claim.basis(),
                claim.product() == null ? "" : claim.product(),
                Owner.of(claim.subject()));
    }

    public Cell of(Owner other) {
        return new Cell(zone, measure, basis, product, other);
    }
}
