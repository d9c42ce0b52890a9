package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** The names by which operators know the parts of the topology: its changelogs and metrics bear them. */
class LedgerTopologyTest {

    @Test
    void shouldBeOneProcessorOverNamedStores() {
        // Given
        Topology topology = LedgerTopology.of(
                new LedgerTopology.Topics("zone.events.v1", "zone.totals.v1"),
                Duration.ofMillis(100),
                new Gates(),
                (partition, offset, reason) -> {},
                partition -> OptionalLong.empty(),
                Stores::inMemoryKeyValueStore);

        // When
        var parts = topology.describe().subtopologies();

        // Then
        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.nodes().stream().map(TopologyDescription.Node::name))
                    .containsExactlyInAnyOrder("events", "ledger", "totals-by-now");
            assertThat(part.nodes().stream()
                            .filter(TopologyDescription.Processor.class::isInstance)
                            .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "claims",
                            "subjects",
                            "merges",
                            "series",
                            "cells",
                            "below",
                            "totals",
                            "organisations",
                            "postings",
                            "changes",
                            "due",
                            "positions");
        });
        assertThat(topology.describe().globalStores()).isEmpty();
    }
}
