package dev.zoneledger.ingest;

/** Why an entry is not published, as figures tell it. */
enum Rejection {
    /** It cannot be told what it is: no JSON, no object, no or an unknown {@code type}, a line too long to be looked into. */
    UNREADABLE("unreadable"),
    /** A field is missing, unknown or not as the contract asks. */
    INVALID("invalid"),
    /** Its caller may not write it: to that zone, or only a steward may. */
    NOT_ALLOWED("not-allowed"),
    /** It was read, and has more bytes than an event may have. */
    TOO_LARGE("too-large"),
    /** It has no fault; another entry of its request has, and a post is published as a whole. */
    WITH_OTHERS("with-others");

    private final String word;

    Rejection(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
