package dev.zoneledger.catalog.log;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimMark;
import dev.zoneledger.contract.ProjectEvent;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.ZoneEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one poll, folded so that each row is written once: for every row the greatest version, which is how the
 * statements fold it into what the table has.
 */
final class Batch {

    private static final int MAX_REASON = 1000;

    /** A record of the log that is no event. */
    record DeadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        DeadLetter {
            // The reason may quote the record, and so be of any length and hold what no text column takes.
            String start = reason.substring(0, Math.min(reason.length(), MAX_REASON));
            reason = new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        }

        Instant recordedAt() {
            return LogRecord.recordedAt(record);
        }

        int size() {
            return record.value() == null ? 0 : record.value().length;
        }
    }

    /**
     * How far a batch goes in a partition.
     *
     * @param next the offset after the last record
     * @param at when that record was recorded
     */
    record Reached(long next, Instant at) {
        private static Reached by(ConsumerRecord<?, ?> record) {
            return new Reached(record.offset() + 1, LogRecord.recordedAt(record));
        }
    }

    private record Key(
            String kind, String zone, String id, @Nullable Version version) {}

    private final Map<Key, LogRecord> others = new LinkedHashMap<>();
    private final Map<Key, LogRecord> claims = new LinkedHashMap<>();
    private final Map<Key, LogRecord> registered = new LinkedHashMap<>();
    private final Map<Key, LogRecord> greatest = new HashMap<>();
    private final Map<Key, LogRecord> marks = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<Integer, Long> firstOffsets = new LinkedHashMap<>();
    private final Map<Integer, Reached> reached = new LinkedHashMap<>();

    /**
     * Of records in the order of the log. They reach as far as the last one, though the log may go on with markers of
     * transactions: other readers know nothing of these, and a position is the same everywhere.
     */
    static Batch of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        Batch batch = new Batch();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.firstOffsets.merge(record.partition(), record.offset(), Math::min);
            batch.reached.put(record.partition(), Reached.by(record));
            try {
                batch.add(LogRecord.of(record));
            } catch (LogRecord.Unreadable e) {
                batch.deadLetters.add(new DeadLetter(record, String.valueOf(e.getMessage())));
            }
        }
        return batch;
    }

    /** Of one record that is put aside for that reason. */
    static Batch of(DeadLetter letter) {
        Batch batch = new Batch();
        batch.firstOffsets.put(letter.record.partition(), letter.record.offset());
        batch.reached.put(letter.record.partition(), Reached.by(letter.record));
        batch.deadLetters.add(letter);
        return batch;
    }

    /** Of one event that stands where the rows have been already. */
    static Batch of(LogRecord record) {
        Batch batch = new Batch();
        batch.add(record);
        return batch;
    }

    private void add(LogRecord record) {
        ZoneEvent event = record.decoded().event();
        String kind = event.type().kind();
        Key version = new Key(kind, event.zone(), event.id(), record.decoded().version());
        Key row = new Key(kind, event.zone(), event.id(), null);
        (event instanceof Claim ? claims : others).putIfAbsent(version, record);
        switch (event) {
            case ProjectEvent project -> registered.merge(row, record, Batch::greater);
            case Claim claim -> greatest.merge(row, record, Batch::greater);
            // All marks of a claim share its row.
            case ClaimMark mark -> marks.merge(new Key("mark", event.zone(), event.id(), null), record, Batch::greater);
        }
    }

    private static LogRecord greater(LogRecord left, LogRecord right) {
        return left.decoded().version().compareTo(right.decoded().version()) >= 0 ? left : right;
    }

    /** Each version of everything that is no content of a claim, once. */
    Collection<LogRecord> others() {
        return others.values();
    }

    Collection<LogRecord> registered() {
        return registered.values();
    }

    /** Each version of each claim's content, once. */
    Collection<LogRecord> claims() {
        return claims.values();
    }

    /** Whether it is the greatest version of its claim's content in this batch. */
    boolean isGreatest(LogRecord claim) {
        ZoneEvent event = claim.decoded().event();
        return greatest.get(new Key(event.type().kind(), event.zone(), event.id(), null)) == claim;
    }

    Collection<LogRecord> marks() {
        return marks.values();
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** By partition, the offset of the first record. */
    Map<Integer, Long> firstOffsets() {
        return firstOffsets;
    }

    /** By partition, the offset after the last record. */
    Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> next = new LinkedHashMap<>();
        reached.forEach((partition, each) -> next.put(partition, each.next));
        return next;
    }

    /** By partition, how far the batch goes. */
    Map<Integer, Reached> reached() {
        return reached;
    }

    /** By partition, the offset of the last record. */
    SortedMap<Integer, Long> lastOffsets() {
        SortedMap<Integer, Long> last = new TreeMap<>();
        reached.forEach((partition, each) -> last.put(partition, each.next - 1));
        return last;
    }

    int size() {
        return others.size() + claims.size() + deadLetters.size();
    }
}
