package dev.zoneledger.catalog.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;

/** From which day to which a claim holds of its series; asked in queries, never read. */
@MappedSuperclass
@NullUnmarked
abstract class HoldRow {

    @Id
    String zone;

    @Id
    String id;

    String measure;
    String basis;
    String product;
    String subject;

    @Column(name = "holds_from")
    LocalDate holdsFrom;

    @Column(name = "holds_to")
    LocalDate holdsTo;
}
