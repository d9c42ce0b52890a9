package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Total;

/** A {@link Posting} as it is kept, without what its key says. */
record Posted(Owner owner, String place, Total change) {

    /** With what its key says, see {@link Keys#posting}. */
    Posting of(String key) {
        String[] parts = key.split(Keys.SPLIT, -1);
        TotalRow.Series series =
                new TotalRow.Series(Measure.of(parts[2]), Basis.of(parts[3]), parts[4], parts[6], parts[7]);
        return new Posting(series, Keys.day(parts[5]), parts[8], owner, place, change);
    }
}
