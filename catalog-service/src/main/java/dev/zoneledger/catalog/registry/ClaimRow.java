package dev.zoneledger.catalog.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A claim as it stands: its content, the mark that stands on it, the rank in force, whether its subject is registered. */
@MappedSuperclass
@NullUnmarked
abstract class ClaimRow {

    @Id
    String zone;

    @Id
    String id;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    String project;
    String organisation;
    String measure;
    String product;
    String status;
    String counted;
    String basis;
    String period;
    String source;
    String speaker;

    @Column(name = "speaker_organisation")
    String speakerOrganisation;

    // In the base unit; -1 where there is none, so that it has a place in an order.
    BigDecimal figure;

    // The last day on which the source may have come out; the first of all days if that is not known.
    LocalDate published;

    @Column(name = "rank_in_force")
    String rankInForce;

    boolean retracted;
    boolean resolved;
    long conflicts;

    @Column(name = "mark_kind")
    String markKind;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "mark_document")
    String markDocument;

    @Column(name = "log_partition")
    int partition;

    @Column(name = "log_offset")
    long offset;

    @Column(name = "recorded_at")
    Instant recordedAt;

    /** What a claim is found by. */
    record Key(String zone, String id) implements Serializable {}
}
