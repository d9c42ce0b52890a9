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

/** One content of one revision of a record, and the event that first brought it. */
@Entity
@Immutable
@Table(name = "revision")
@IdClass(RegisteredRevision.Key.class)
@NullUnmarked
class RegisteredRevision {

    @Id
    String zone;

    @Id
    String kind;

    @Id
    String id;

    @Id
    int revision;

    @Id
    @Column(name = "content_hash")
    String hash;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_source")
    String eventSource;

    @Column(name = "event_type")
    String eventType;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    @Column(name = "log_partition")
    int partition;

    @Column(name = "log_offset")
    long offset;

    @Column(name = "recorded_at")
    Instant recordedAt;

    /** What a revision is found by. */
    record Key(String zone, String kind, String id, int revision, String hash) implements Serializable {}
}
