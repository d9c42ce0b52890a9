package dev.zoneledger.metrics.state;

import java.util.List;

/**
 * Who keeps the state of a zone, as far as this instance knows.
 *
 * @param owner writes it
 * @param standbys copy what the owner has committed
 */
public record Keepers(Address owner, List<Address> standbys) {

    public Keepers {
        standbys = List.copyOf(standbys);
    }
}
