package dev.zoneledger.catalog.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A claim as it stood at the instant that the transaction asks for. */
@Entity
@Immutable
@Table(name = "claim_then")
@IdClass(ClaimRow.Key.class)
class PastClaim extends ClaimRow {}
