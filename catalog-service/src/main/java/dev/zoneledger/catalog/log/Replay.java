package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dead letter again where it stands in the log. What a rebuild would do with the record now is done with it alone: nothing
 * is written to the log, and its place and time are those of its origin.
 */
@ApplicationScoped
public class Replay {

    private static final String DONE = """
            UPDATE dead_letter SET replayed_at = now(), replayed_by = ?
            WHERE log_partition = ? AND log_offset = ? AND replayed_at IS NULL""";

    private final LogReader log;
    private final Tables tables;
    private final DataSource database;

    Replay(LogReader log, Tables tables, DataSource database) {
        this.log = log;
        this.tables = tables;
        this.database = database;
    }

    /** A record of the log, as it is read today. */
    public static final class Reading {

        private final ConsumerRecord<byte[], byte[]> record;
        private final @Nullable Event event;
        private final @Nullable String reason;

        private Reading(ConsumerRecord<byte[], byte[]> record, @Nullable Event event, @Nullable String reason) {
            this.record = record;
            this.event = event;
            this.reason = reason;
        }

        public byte @Nullable [] key() {
            return record.key();
        }

        public byte @Nullable [] data() {
            return record.value();
        }

        /** Tells all headers, name and value, in their order. */
        public void headers(BiConsumer<String, byte @Nullable []> each) {
            record.headers().forEach(header -> each.accept(header.key(), header.value()));
        }

        /** What it says; null if it is no event. */
        public @Nullable Event event() {
            return event;
        }

        /** Why it is no event; null if it is one. */
        public @Nullable String reason() {
            return reason;
        }
    }

    /** What a record says. */
    public record Event(String kind, String zone, String id, int revision) {}

    /** The database takes the event no more than it did. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(SQLException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    public String topic() {
        return log.topic();
    }

    /** Reads the record at that place; empty if there is none. */
    public Optional<Reading> read(int partition, long offset) throws LogAwayException {
        return log.first(partition, offset)
                .filter(record -> record.offset() == offset)
                .map(Replay::reading);
    }

    private static Reading reading(ConsumerRecord<byte[], byte[]> record) {
        try {
            LogRecord read = LogRecord.of(record);
            var event = read.decoded().event();
            return new Reading(
                    record, new Event(event.type().kind(), event.zone(), event.id(), event.revision()), null);
        } catch (LogRecord.Unreadable e) {
            return new Reading(record, null, new Batch.DeadLetter(record, String.valueOf(e.getMessage())).reason());
        }
    }

    /**
     * Takes the event into the tables as if it had been read in its place, and notes at the dead letter who had it read. Done
     * again, it changes nothing.
     *
     * @throws Refused if the database refuses the event
     */
    @Transactional(rollbackOn = {SQLException.class, Refused.class})
    public void fold(Reading reading, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement done = connection.prepareStatement(DONE);
                PreparedStatement edition = connection.prepareStatement("UPDATE edition SET number = number + 1")) {
            done.setString(1, by);
            done.setInt(2, reading.record.partition());
            done.setLong(3, reading.record.offset());
            if (done.executeUpdate() == 1) {
                tables.write(Batch.of(LogRecord.of(reading.record)));
                edition.executeUpdate();
            }
        } catch (LogRecord.Unreadable e) {
            throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
        } catch (SQLException e) {
            if (RefusedDataException.isRefusal(e)) {
                throw new Refused(e);
            }
            throw e;
        }
    }
}
