package dev.zoneledger.catalog.totals;

/** Who speaks in a total. */
enum Scope {
    /** Organisations and their projects, from the bottom up. */
    REGISTERED("registered"),
    /** The zone as a whole; never an addend of what is registered. */
    DECLARED("declared");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
