package dev.zoneledger.catalog.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A record as it stands. */
@Entity
@Immutable
@Table(name = "record_view")
@IdClass(RecordRow.Key.class)
class RegisteredRecord extends RecordRow {}
