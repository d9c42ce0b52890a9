package dev.zoneledger.catalog.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A zone, organisation, project, policy, milestone, ranking or chain; written by the log alone. */
@Entity
@Immutable
@Table(name = "registered")
@IdClass(RegisteredRecord.Key.class)
@NullUnmarked
class RegisteredRecord {

    @Id
    String kind;

    @Id
    String zone;

    @Id
    String id;

    String organisation;

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
