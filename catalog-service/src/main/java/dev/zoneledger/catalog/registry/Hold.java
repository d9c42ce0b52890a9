package dev.zoneledger.catalog.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** By what is on record now. */
@Entity
@Immutable
@Table(name = "hold")
@IdClass(ClaimRow.Key.class)
class Hold extends HoldRow {}
