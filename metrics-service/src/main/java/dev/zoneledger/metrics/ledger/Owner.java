package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Subject;

/**
 * What a claim is filed under: the zone as a reporting body, an organisation as a whole, or a project with its phases
 * and lines.
 */
public record Owner(Kind kind, String id) {

    /** In the order of levels. */
    public enum Kind {
        ZONE,
        ORGANISATION,
        PROJECT
    }

    public static Owner of(Subject subject) {
        return switch (subject) {
            case Subject(String zone, var o, var p, var ph, var l) when zone != null -> new Owner(Kind.ZONE, zone);
            case Subject(var z, String organisation, var p, var ph, var l)
            when organisation != null -> organisation(organisation);
            case Subject(var z, var o, String project, var ph, var l) when project != null -> project(project);
            default -> throw new IllegalArgumentException("no subject: " + subject);
        };
    }

    public static Owner organisation(String id) {
        return new Owner(Kind.ORGANISATION, id);
    }

    public static Owner project(String id) {
        return new Owner(Kind.PROJECT, id);
    }

    /** The same part of this owner as the subject is of the one that it states. */
    public Subject subject(Subject stated) {
        return switch (kind) {
            case ZONE -> stated;
            case ORGANISATION -> Subject.organisation(id);
            case PROJECT -> new Subject(null, null, id, stated.phase(), stated.line());
        };
    }
}
