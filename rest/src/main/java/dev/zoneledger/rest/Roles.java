package dev.zoneledger.rest;

/** Roles that a token may carry in its {@code groups} claim; every endpoint names those that may use it. */
public final class Roles {

    /** Reads. */
    public static final String READER = "reader";

    /** Reports into the zones of the token's {@code zones} claim; reads. */
    public static final String REPORTER = "reporter";

    /** Reports, decides on ranks and dead letters; reads. */
    public static final String STEWARD = "steward";

    private Roles() {}
}
