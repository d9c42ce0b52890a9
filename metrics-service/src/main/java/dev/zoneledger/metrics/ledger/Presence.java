package dev.zoneledger.metrics.ledger;

/**
 * How many subjects below an organisation state something of one status or period; also a change of that number.
 *
 * @param figures those that state a figure
 * @param claims those that state anything, be it that there is no figure
 */
public record Presence(long figures, long claims) {

    public static final Presence NONE = new Presence(0, 0);

    static final Presence OF_FIGURE = new Presence(1, 1);
    static final Presence WITHOUT_FIGURE = new Presence(0, 1);

    public Presence plus(Presence other) {
        return new Presence(figures + other.figures, claims + other.claims);
    }

    public Presence minus(Presence other) {
        return new Presence(figures - other.figures, claims - other.claims);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * Whether a claim above gives way: to a figure in any case, to a claim without a figure if it has none itself. A
     * figure is never given up for a claim that states none.
     */
    boolean shadows(Entry above) {
        return above.figure() == null ? claims > 0 : figures > 0;
    }
}
