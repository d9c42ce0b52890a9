package dev.zoneledger.catalog.registry;

/**
 * Queries of what is on record now, turned to what was on record at the instant that the transaction looks at: what was there
 * then stands under the names of the tables.
 */
public final class Then {

    private static final String CLAIMS = """
            claim AS MATERIALIZED (SELECT * FROM content_then WHERE zone = :zone),
            standing AS MATERIALIZED (SELECT * FROM standing_then WHERE zone = :zone)""";

    private static final String REVISIONS = "revision AS (SELECT * FROM revision WHERE recorded_at <= known_at())";

    private static final String NAMED = """
            registered AS MATERIALIZED (
                SELECT kind, zone, id, organisation, subjects, document, names_in_words(kind, id, document) AS names
                FROM registered_then WHERE kind IN ('organisation', 'project')),
            canonical AS MATERIALIZED (SELECT * FROM canonical_then)""";

    private Then() {}

    /** A query of {@code claim} and {@code standing} of the zone that is its parameter. */
    public static String ofClaims(String sql, PastReads reads) {
        return turned(sql, CLAIMS, reads);
    }

    /** A query of {@code revision}. */
    public static String ofRevisions(String sql, PastReads reads) {
        return turned(sql, REVISIONS, reads);
    }

    /** A query of organisations and projects in {@code registered}, and of {@code canonical}. */
    public static String ofNames(String sql, PastReads reads) {
        return turned(sql, NAMED, reads);
    }

    private static String turned(String sql, String tables, PastReads reads) {
        if (!reads.past()) {
            return sql;
        }
        return "WITH " + tables + (sql.startsWith("WITH ") ? ", " + sql.substring("WITH ".length()) : " " + sql);
    }
}
