package dev.zoneledger.metrics.state;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is committed in the changelogs of the stores here. The stores of a partition have a changelog each, and a copy
 * takes them in one by one: only where all of them are taken in to one and the same commit is it a state that the ledger
 * has ever been in (docs/decisions/0015).
 */
@ApplicationScoped
class Changelogs {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(50);
    /** So many records before the end are looked at first for the last one that was committed. */
    private static final long LOOK_BACK = 1000;

    /** In these nothing of a transaction is committed yet, in any changelog. */
    private static final Set<TransactionState> UNDECIDED =
            EnumSet.of(TransactionState.ONGOING, TransactionState.PREPARE_EPOCH_FENCE, TransactionState.PREPARE_ABORT);

    private final KafkaStreams streams;
    private final String prefix;
    private final Map<String, Object> settings;
    private final Map<TopicPartition, Last> lasts = new HashMap<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Admin admin;

    /** Where the last committed record before {@code end} ends. */
    private record Last(long end, long afterRecord) {}

    Changelogs(
            KafkaStreams streams,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.streams = streams;
        this.prefix = applicationId + "-";
        this.settings = new HashMap<>(broker);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("request.timeout.ms", (int) LIMIT.toMillis());
        settings.put("default.api.timeout.ms", (int) LIMIT.toMillis());
        settings.remove("group.id");
    }

    /**
     * Up to where each changelog of the partition's stores is committed, if the stores here have taken in all of it and
     * it is one commit for all of them.
     *
     * @throws KafkaException if the broker does not say
     */
    Optional<Map<TopicPartition, Long>> restored(int partition) {
        Map<TopicPartition, Long> here = takenIn(partition);
        // Stores are opened one after the other, and are unknown before that.
        if (here.size() < LedgerTopology.STORES.size()) {
            return Optional.empty();
        }
        synchronized (this) {
            Map<TopicPartition, Long> committed = ends(here.keySet());
            // A commit marks one changelog after the other. Of one that was under way some ends are before its mark and
            // some behind it: then it is either seen to be under way, or the ends have moved when it is over.
            if (isCommitUnderWay(here.keySet()) || !ends(here.keySet()).equals(committed)) {
                return Optional.empty();
            }
            Map<TopicPartition, Long> afterRecords = afterRecords(committed);
            boolean isRestored = here.entrySet().stream()
                    .allMatch(each -> each.getValue() >= afterRecords.getOrDefault(each.getKey(), 0L));
            return isRestored ? Optional.of(committed) : Optional.empty();
        }
    }

    /** Whether nothing was committed since. */
    synchronized boolean isUnchanged(Map<TopicPartition, Long> committed) {
        return ends(committed.keySet()).equals(committed);
    }

    /** Behind which record each store is that is here and open. */
    private Map<TopicPartition, Long> takenIn(int partition) {
        Map<TopicPartition, Long> takenIn = new TreeMap<>(Changelogs::compare);
        streams.allLocalStorePartitionLags().forEach((store, lags) -> {
            LagInfo lag = lags.get(partition);
            if (lag != null) {
                takenIn.put(new TopicPartition(prefix + store + "-changelog", partition), lag.currentOffsetPosition());
            }
        });
        return takenIn;
    }

    /** Up to where readers of what is committed come. */
    private Map<TopicPartition, Long> ends(Collection<TopicPartition> changelogs) {
        return new HashMap<>(consumer().endOffsets(changelogs));
    }

    private boolean isCommitUnderWay(Collection<TopicPartition> changelogs) {
        try {
            Set<Long> open = admin().describeProducers(changelogs).all().get().values().stream()
                    .flatMap(partition -> partition.activeProducers().stream())
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .map(ProducerState::producerId)
                    .collect(Collectors.toSet());
            if (open.isEmpty()) {
                return false;
            }
            Collection<TransactionListing> transactions = admin().listTransactions(
                            new ListTransactionsOptions().filterProducerIds(open))
                    .all()
                    .get();
            Set<Long> undecided = transactions.stream()
                    .filter(each -> UNDECIDED.contains(each.state()))
                    .map(TransactionListing::producerId)
                    .collect(Collectors.toSet());
            return !undecided.containsAll(open);
        } catch (ExecutionException e) {
            throw new KafkaException("The broker does not say which transactions there are", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** Where the last committed record of each changelog ends. Behind it are only marks, and what was never committed. */
    private Map<TopicPartition, Long> afterRecords(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> afterRecords = new HashMap<>();
        Map<TopicPartition, Long> sought = new HashMap<>();
        ends.forEach((changelog, end) -> {
            Last last = lasts.get(changelog);
            if (last != null && last.end == end) {
                afterRecords.put(changelog, last.afterRecord);
            } else {
                sought.put(changelog, end);
            }
        });
        for (long back = LOOK_BACK; !sought.isEmpty(); back = back * 10) {
            Map<TopicPartition, Long> found = seek(sought, back);
            found.forEach(
                    (changelog, after) -> lasts.put(changelog, new Last(ends.getOrDefault(changelog, 0L), after)));
            afterRecords.putAll(found);
            sought.keySet().removeAll(found.keySet());
        }
        return afterRecords;
    }

    /** Of those changelogs that have one among the last so many records, or no more records than that. */
    private Map<TopicPartition, Long> seek(Map<TopicPartition, Long> ends, long back) {
        KafkaConsumer<byte[], byte[]> reader = consumer();
        reader.assign(ends.keySet());
        Map<TopicPartition, Long> found = new HashMap<>();
        reader.beginningOffsets(ends.keySet()).forEach((changelog, beginning) -> {
            long from = ends.getOrDefault(changelog, 0L) - back;
            reader.seek(changelog, Math.max(beginning, from));
            if (from <= beginning) {
                found.put(changelog, 0L);
            }
        });
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(each -> reader.position(each.getKey()) < each.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The ends of the changelogs were not read within " + LIMIT);
            }
            reader.poll(POLL).forEach(record -> {
                TopicPartition changelog = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(changelog, 0L)) {
                    found.put(changelog, record.offset() + 1);
                }
            });
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    private static int compare(TopicPartition one, TopicPartition other) {
        return one.topic().compareTo(other.topic());
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
        if (admin != null) {
            admin.close(LIMIT);
        }
    }
}
