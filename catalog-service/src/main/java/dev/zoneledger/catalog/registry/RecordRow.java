package dev.zoneledger.catalog.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A zone, organisation, project, policy, milestone, ranking or chain; written by the log alone. */
@MappedSuperclass
@NullUnmarked
abstract class RecordRow {

    @Id
    String kind;

    @Id
    String zone;

    @Id
    String id;

    String organisation;

    @Column(name = "merged_into")
    String mergedInto;

    @Column(name = "merged_from")
    String[] mergedFrom;

    // Name or title; empty if there is neither.
    String title;

    // The day on which what it tells has happened; the last of all days if it tells none.
    LocalDate told;

    // What it is filtered by, as name=value.
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] facets;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    @Column(name = "log_partition")
    int partition;

    @Column(name = "log_offset")
    long offset;

    @Column(name = "recorded_at")
    Instant recordedAt;

    /** What a record is found by. */
    record Key(String kind, String zone, String id) implements Serializable {}
}
