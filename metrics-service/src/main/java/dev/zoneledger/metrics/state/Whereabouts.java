package dev.zoneledger.metrics.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** Which instance keeps what, as Kafka Streams has told this one when the work was last shared out. */
@ApplicationScoped
public class Whereabouts {

    private static final StringSerializer KEYS = new StringSerializer();

    private final KafkaStreams streams;
    private final HostInfo here;

    Whereabouts(KafkaStreams streams, InstanceConfig config) {
        this.streams = streams;
        this.here = HostInfo.buildFromEndpoint(config.address());
    }

    /** Who keeps a zone; empty while that is not known. */
    public Optional<Keepers> keepers(String zone) {
        return metadata(zone)
                .filter(found -> !found.activeHost().equals(HostInfo.unavailable()))
                .map(found -> new Keepers(
                        Address.of(found.activeHost(), here),
                        found.standbyHosts().stream()
                                .map(host -> Address.of(host, here))
                                .sorted(Comparator.comparing(Address::toString))
                                .toList()));
    }

    /** The partition of a zone; empty while that is not known. */
    public Optional<Integer> partition(String zone) {
        return metadata(zone).map(KeyQueryMetadata::partition);
    }

    private Optional<KeyQueryMetadata> metadata(String zone) {
        try {
            return Optional.of(streams.queryMetadataForKey(LedgerTopology.TOTALS, zone, KEYS))
                    .filter(found -> !KeyQueryMetadata.NOT_AVAILABLE.equals(found));
        } catch (IllegalStateException | InvalidStateStoreException notRunning) {
            return Optional.empty();
        }
    }

    /** All partitions by their owners; empty while that is not known. */
    public Map<Address, SortedSet<Integer>> owners() {
        return partitions(StreamsMetadata::topicPartitions);
    }

    /** Who keeps each partition, the owner before the standbys; empty while that is not known. */
    public SortedMap<Integer, List<Address>> keepers() {
        SortedMap<Integer, List<Address>> keepers = new TreeMap<>();
        Stream.of(owners(), partitions(StreamsMetadata::standbyTopicPartitions))
                .flatMap(each -> each.entrySet().stream())
                .forEach(each -> each.getValue()
                        .forEach(partition -> keepers.computeIfAbsent(partition, key -> new ArrayList<>())
                                .add(each.getKey())));
        return keepers;
    }

    private Map<Address, SortedSet<Integer>> partitions(Function<StreamsMetadata, Set<TopicPartition>> kept) {
        Map<Address, SortedSet<Integer>> partitions = new LinkedHashMap<>();
        try {
            for (StreamsMetadata client : streams.metadataForAllStreamsClients()) {
                SortedSet<Integer> ofClient = new TreeSet<>();
                kept.apply(client).stream().map(TopicPartition::partition).forEach(ofClient::add);
                if (!ofClient.isEmpty() && !client.hostInfo().equals(HostInfo.unavailable())) {
                    partitions.put(Address.of(client.hostInfo(), here), ofClient);
                }
            }
            return partitions;
        } catch (IllegalStateException | InvalidStateStoreException notRunning) {
            return Map.of();
        }
    }

    /** Whether what is not known at this moment may become known: right after the start it is not yet. */
    public boolean mayBecomeKnown() {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING -> true;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }

    /** Whether this instance has state of the partition: as its owner, as a standby, or about to be one of them. */
    boolean isHere(int partition) {
        return keepers().getOrDefault(partition, List.of()).stream().anyMatch(Address::isHere) || hasTask(partition);
    }

    private boolean hasTask(int partition) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> Stream.concat(thread.activeTasks().stream(), thread.standbyTasks().stream()))
                .flatMap(task -> task.topicPartitions().stream())
                .anyMatch(each -> each.partition() == partition);
    }

    /** Whether the log has the partition; true as well while that is not known. */
    boolean isAnywhere(int partition) {
        Map<Address, SortedSet<Integer>> owners = owners();
        return owners.isEmpty() || owners.values().stream().anyMatch(partitions -> partitions.contains(partition));
    }
}
