package dev.zoneledger.catalog.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** By what was on record at the instant that the transaction asks for. */
@Entity
@Immutable
@Table(name = "hold_then")
@IdClass(ClaimRow.Key.class)
class PastHold extends HoldRow {}
