package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which organisation of a zone an owner of claims belongs to, merges followed; kept for one question. */
public final class Members {

    /** In place of an id: projects without an organisation. */
    public static final String NO_ORGANISATION = "";

    private final Registrations registrations;
    private final String zone;
    private final Map<Owner, String> known = new HashMap<>();

    public Members(LedgerStores stores, String zone) {
        registrations = stores.registrations();
        this.zone = zone;
    }

    /** The canonical id of its organisation, empty text if it has none; the zone as a whole has none. */
    public String organisationOf(Owner owner) {
        return switch (owner.kind()) {
            case ZONE -> NO_ORGANISATION;
            case ORGANISATION -> owner.id();
            case PROJECT ->
                known.computeIfAbsent(owner, project -> {
                    Owner organisation = registrations.organisationOf(zone, registrations.registration(zone, project));
                    return organisation == null ? NO_ORGANISATION : organisation.id();
                });
        };
    }

    /** The ids of all organisations that are registered in the zone, merged ones too. */
    public List<String> organisations() {
        return registrations.organisations(zone);
    }

    /** The id that the organisation of that id counts under; empty if none is registered under it. */
    public Optional<String> canonical(String organisation) {
        Owner canonical = registrations.canonical(zone, Owner.organisation(organisation));
        return registrations.registration(zone, canonical) == null ? Optional.empty() : Optional.of(canonical.id());
    }
}
