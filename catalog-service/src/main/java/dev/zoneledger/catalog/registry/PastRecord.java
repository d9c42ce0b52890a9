package dev.zoneledger.catalog.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A record as it stood at the instant that the transaction asks for. */
@Entity
@Immutable
@Table(name = "record_then")
@IdClass(RecordRow.Key.class)
class PastRecord extends RecordRow {}
