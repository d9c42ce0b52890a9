package dev.zoneledger.ingest;

/** Charges a caller for an import while it is read, now and then rather than at each entry. */
final class Charge {

    private static final int ENTRIES = 1000;

    private final Allowance allowance;
    private final MeteredInput body;
    private long entries;
    private long charged;

    Charge(Allowance allowance, MeteredInput body) {
        this.allowance = allowance;
        this.body = body;
    }

    void entry() {
        entries++;
        if (entries == ENTRIES) {
            settle();
        }
    }

    /** Charges for all that was read and not charged yet. */
    void settle() {
        long count = body.count();
        allowance.charge(entries, count - charged);
        entries = 0;
        charged = count;
    }
}
