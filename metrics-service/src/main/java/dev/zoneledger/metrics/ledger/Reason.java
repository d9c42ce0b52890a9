package dev.zoneledger.metrics.ledger;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a claim is not in a total. */
public enum Reason {
    RETRACTED("retracted", "it was taken back"),
    SUPERSEDED("superseded", "another claim took its place"),
    DEPRECATED("deprecated", "it is known to be wrong"),
    QUARANTINED("quarantined", "it is ambiguous or implausible; a steward has to decide"),
    CUMULATIVE("cumulative", "it adds up since a start, which may be unknown, and belongs to no single period"),
    DATE_UNKNOWN("date-unknown", "nothing says from when on it holds"),
    UNRESOLVED("unresolved", "its organisation, project, phase or line is not registered yet"),
    OUTSIDE_ZONE("outside-zone", "its organisation is spoken of here but is no part of the zone"),
    NOT_YET("not-yet", "it holds from a later date on"),
    OVERTAKEN("overtaken", "a plan for a day by which the actual timeline of its place has gone on"),
    NO_LONGER("no-longer", "a later state of the same series holds"),
    OUTRANKED("outranked", "another claim of the same series for the same date or period goes before it"),
    STATUS_UNKNOWN("status-unknown", "from its date on no source says where the line stands"),
    PART_OF_STATED(
            "part-of-stated",
            "the period that its own is a part of is stated, of its subject or of one above or below"),
    NO_CALENDAR_PERIOD(
            "no-calendar-period", "its span is no month, quarter or year, and a total of those cannot have it"),
    DECLARED("declared", "what its parts state is added; what it says of itself as a whole is declared"),
    OTHER_UNIT("other-unit", "its unit is another, or nothing says which: it is in a total of its own");

    private final String code;
    private final String text;

    Reason(String code, String text) {
        this.code = code;
        this.text = text;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /** The reason in words. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return code;
    }
}
