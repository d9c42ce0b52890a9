package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Milestone;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.Policy;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.Ranking;
import dev.zoneledger.contract.TotalCodec;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.contract.ZoneTotal;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Registration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes each record of the log into the stores. What it changes in the totals is taken out of them and put in anew, so that
 * they never depend on the order of records or on duplicates. From time to time it tells what totals have become.
 */
final class LedgerProcessor implements Processor<byte[], byte[], String, byte[]> {

    private static final Logger LOG = Logger.getLogger(LedgerProcessor.class);

    // Whose last record is older is catching up, or nothing has come for a while.
    private static final Duration BEHIND = Duration.ofSeconds(10);
    // What is told while catching up is soon past, and costs the more the more partitions are here.
    private static final Duration WHILE_BEHIND = Duration.ofSeconds(5);

    private final EventCodec codec = new EventCodec();
    private final Gates gates;
    private final Witness witness;
    private final Duration announceEvery;
    private final LogEnd logEnd;

    private @Nullable Task task;

    LedgerProcessor(Gates gates, Witness witness, Duration announceEvery, LogEnd logEnd) {
        this.gates = gates;
        this.witness = witness;
        this.announceEvery = announceEvery;
        this.logEnd = logEnd;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        Gate gate = gates.of(context.taskId().partition());
        Task here = new Task(context, gate, logEnd);
        task = here;
        context.schedule(announceEvery, PunctuationType.WALL_CLOCK_TIME, here::announce);
        gate.open();
    }

    /** Waits for those who are reading: until they are done nobody else writes, or takes the stores away. */
    @Override
    public void close() {
        if (task != null) {
            task.gate.close();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Task here = Objects.requireNonNull(task, "a processor is initialised before its first record");
        RecordMetadata metadata = here.context.recordMetadata().orElseThrow();
        here.requireNew(metadata);
        witness.taking(record.headers(), metadata, record.timestamp(), () -> take(here, record, metadata));
    }

    private void take(Task here, Record<byte[], byte[]> record, RecordMetadata metadata) {
        here.gate.write(() -> {
            try {
                here.take(
                        codec.decode(name -> header(record.headers(), name), record.key(), record.value()),
                        record.value(),
                        metadata,
                        record.timestamp());
            } catch (EventCodec.UndecodableEvent e) {
                witness.passedOver(metadata.partition(), metadata.offset(), String.valueOf(e.getMessage()));
            }
            here.positions.put(metadata.partition(), metadata.offset());
        });
    }

    private static byte @Nullable [] header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    /** One partition's stores, and what writes them. */
    private static final class Task {

        private final ProcessorContext<String, byte[]> context;
        private final Gate gate;
        private final ClaimFold claims;
        private final RegistrationFold registrations;
        private final TotalsWriter totals;
        private final Announcements announcements;
        private final TotalCodec codec = new TotalCodec();
        private final KeyValueStore<Integer, Long> positions;
        private final LogEnd logEnd;
        private boolean isEndKnown;
        private boolean hasRead;
        private long latest;
        private long told;

        private Task(ProcessorContext<String, byte[]> context, Gate gate, LogEnd logEnd) {
            this.context = context;
            this.gate = gate;
            this.logEnd = logEnd;
            KeyValueStore<String, Registration> subjects = context.getStateStore(LedgerTopology.SUBJECTS);
            KeyValueStore<String, Merged> merges = context.getStateStore(LedgerTopology.MERGES);
            KeyValueStore<String, Entry> series = context.getStateStore(LedgerTopology.SERIES);
            KeyValueStore<String, CellPlaces> places = context.getStateStore(LedgerTopology.CELLS);
            KeyValueStore<String, Presence> below = context.getStateStore(LedgerTopology.BELOW);
            Registrations registered = new Registrations(subjects, merges);
            Cells cells = new Cells(series, places, below);
            Books books = new Books(registered, cells, below);
            claims = new ClaimFold(
                    context.getStateStore(LedgerTopology.CLAIMS), series, places, registered, cells, books);
            registrations = new RegistrationFold(subjects, merges, series, places, registered, cells, books);
            positions = context.getStateStore(LedgerTopology.POSITIONS);
            announcements = new Announcements(
                    context.getStateStore(LedgerTopology.DUE), context.getStateStore(LedgerTopology.TOTALS), positions);
            totals = new TotalsWriter(
                    context.getStateStore(LedgerTopology.TOTALS),
                    context.getStateStore(LedgerTopology.ORGANISATIONS),
                    context.getStateStore(LedgerTopology.POSTINGS),
                    context.getStateStore(LedgerTopology.CHANGES),
                    announcements);
        }

        /**
         * Stores and place in the log are committed together, so the log always goes further than they do: unless the broker was
         * restored from an older copy. What only the stores have then is no more; they are made anew. Asked once, when the
         * broker first says where the log ends.
         */
        private void requireLogBehindState() {
            if (isEndKnown) {
                return;
            }
            int partition = context.taskId().partition();
            OptionalLong end = logEnd.of(partition);
            isEndKnown = end.isPresent();
            Long reached = positions.get(partition);
            if (isEndKnown && reached != null && end.getAsLong() <= reached) {
                throw anotherLog(partition, reached, end.getAsLong());
            }
        }

        /** The same, by the first record that comes: the log may have been written to since. */
        private void requireNew(RecordMetadata first) {
            if (hasRead) {
                return;
            }
            hasRead = true;
            Long reached = positions.get(first.partition());
            if (reached != null && first.offset() <= reached) {
                throw anotherLog(first.partition(), reached, first.offset());
            }
        }

        private TaskCorruptedException anotherLog(int partition, long reached, long log) {
            LOG.errorf(
                    "The state reflects more than the log has, which was restored from an older copy; it is made anew:"
                            + " partition=%d state=%d log=%d",
                    partition, reached, log);
            return new TaskCorruptedException(Set.of(context.taskId()));
        }

        /** Tells what totals have become; at that time, which also says which day it is. */
        private void announce(long now) {
            requireLogBehindState();
            if (now - latest > BEHIND.toMillis() && now - told < WHILE_BEHIND.toMillis()) {
                return;
            }
            told = now;
            LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC);
            for (Announcements.Announced each :
                    announcements.take(context.taskId().partition(), today)) {
                RecordHeaders headers = new RecordHeaders();
                codec.headers(each.name(), each.position().toString())
                        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
                ZoneTotal total = each.total();
                context.forward(new Record<>(each.name(), total == null ? null : codec.data(total), now, headers));
            }
        }

        private void take(EventCodec.Decoded decoded, byte[] data, RecordMetadata at, long timestamp) {
            latest = timestamp;
            Version version = decoded.version();
            Effects effects = new Effects();
            Change.@Nullable Cause cause = switch (decoded.event()) {
                case CapacityEvent event -> {
                    claims.take(event, version, data, effects);
                    yield ClaimFold.cause(event);
                }
                case Organisation event -> {
                    registrations.take(event, version, effects);
                    yield Change.Cause.ORGANISATION_REGISTERED;
                }
                case Project event -> {
                    registrations.take(event, version, effects);
                    yield Change.Cause.PROJECT_REGISTERED;
                }
                case OrganisationMerge event -> {
                    registrations.take(event, version, effects);
                    yield Change.Cause.ORGANISATION_MERGED;
                }
                case ProjectMerge event -> {
                    registrations.take(event, version, effects);
                    yield Change.Cause.PROJECT_MERGED;
                }
                case Zone event -> {
                    registrations.take(event, version);
                    yield null;
                }
                case Policy event -> null;
                case Milestone event -> null;
                case Ranking event -> null;
                case ChainStatement event -> null;
            };
            if (cause != null) {
                totals.write(
                        decoded.event().zone(),
                        effects,
                        new Change(
                                Position.of(at.partition(), at.offset()),
                                Instant.ofEpochMilli(timestamp),
                                cause,
                                decoded.event().id(),
                                Map.of()));
            }
        }
    }
}
