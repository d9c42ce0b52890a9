package dev.zoneledger.catalog.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A claim as it stands. */
@Entity
@Immutable
@Table(name = "claim_view")
@IdClass(ClaimRow.Key.class)
class RegisteredClaim extends ClaimRow {}
