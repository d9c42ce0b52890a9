package dev.zoneledger.metrics.state;

import org.apache.kafka.streams.state.HostInfo;

/**
 * Where an instance is reached, as it says itself ({@code zone.instance.address}).
 *
 * @param isHere whether it is this one
 */
public record Address(String host, int port, boolean isHere) {

    static Address of(HostInfo host, HostInfo here) {
        return new Address(host.host(), host.port(), host.equals(here));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
