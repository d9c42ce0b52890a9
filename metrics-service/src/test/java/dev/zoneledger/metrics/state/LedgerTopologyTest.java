package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** The names by which operators know the parts of the topology: its changelogs and metrics bear them. */
class LedgerTopologyTest {

    private static final Path PICTURE = Path.of("../docs/decisions/0012-the-state-of-the-metrics.md");

    private final TopologyDescription described = LedgerTopology.of(
                    new LedgerTopology.Topics("zone.events.v1", "zone.totals.v1"),
                    Duration.ofMillis(100),
                    new Gates(),
                    (partition, offset, reason) -> {},
                    partition -> OptionalLong.empty(),
                    Stores::inMemoryKeyValueStore)
            .describe();

    @Test
    void shouldBeOneProcessorOverNamedStores() {
        // When
        var parts = described.subtopologies();

        // Then
        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(nodes(part)).containsExactlyInAnyOrder("events", "ledger", "totals-by-now");
            assertThat(stores(part))
                    .isEqualTo(LedgerTopology.STORES)
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
        assertThat(described.globalStores()).isEmpty();
    }

    @Test
    void shouldBeWhatThePictureShows() throws IOException {
        // Given
        String picture = Files.readString(PICTURE).split("```", -1)[1];

        // When
        Set<String> shown = Pattern.compile("([a-z-]+)(?:\\(\\[|\\[)[\\[(]?\"\\1\"")
                .matcher(picture)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        // Then
        Subtopology part = described.subtopologies().iterator().next();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(nodes(part), stores(part).stream()).toList());
    }

    private static Stream<String> nodes(Subtopology part) {
        return part.nodes().stream().map(TopologyDescription.Node::name);
    }

    private static Set<String> stores(Subtopology part) {
        return part.nodes().stream()
                .filter(TopologyDescription.Processor.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
                .collect(Collectors.toSet());
    }
}
