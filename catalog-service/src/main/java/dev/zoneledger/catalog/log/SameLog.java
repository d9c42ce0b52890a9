package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Whether the rows are of the log that is read. One that was restored from an older copy ends before the rows do, or has other records
 * where they end: reading on from there would leave out what is new in it, and keep for ever what is in it no more.
 */
@ApplicationScoped
class SameLog {

    private static final Logger LOG = Logger.getLogger(SameLog.class);

    private static final String WHAT_TO_DO =
            " The log was restored from an older copy, or is another one. SELECT rebuild() in the catalog's database has it"
                    + " read from its beginning; until then the catalog stands still.";

    private final Applied applied;
    private final LogReader log;

    SameLog(Applied applied, LogReader log) {
        this.applied = applied;
        this.log = log;
    }

    /** The rows are of another log than the one that is there. */
    static final class AnotherLogException extends Exception {
        private static final long serialVersionUID = 1L;

        AnotherLogException(String message) {
            super(message);
        }
    }

    /**
     * Looks, in each of these partitions, for the last record that the rows reflect.
     *
     * @throws AnotherLogException if it is not there; only a person can say what is to hold
     */
    void require(Collection<Integer> partitions) throws SQLException, LogAwayException, AnotherLogException {
        Map<Integer, Applied.End> ends = applied.ends();
        for (int partition : partitions) {
            Applied.End end = ends.get(partition);
            if (end != null && end.next() > 0) {
                require(partition, end);
            }
        }
    }

    private void require(int partition, Applied.End rows) throws LogAwayException, AnotherLogException {
        long last = rows.next() - 1;
        long end = log.end(partition);
        if (end <= last) {
            throw another("The rows reflect partition " + partition + " up to " + last + ", the log ends before " + end
                    + ".");
        }
        Instant recordedAt = rows.lastRecordedAt();
        if (recordedAt == null) {
            return;
        }
        Optional<Instant> there = log.first(partition, last)
                .filter(record -> record.offset() == last)
                .map((ConsumerRecord<byte[], byte[]> record) -> LogRecord.recordedAt(record));
        if (!there.equals(Optional.of(recordedAt))) {
            throw another("The record at " + partition + "@" + last + " is of "
                    + there.map(Instant::toString).orElse("no time: it is not there")
                    + ", the one that the rows reflect of "
                    + recordedAt + ".");
        }
    }

    private static AnotherLogException another(String what) {
        LOG.error(what + WHAT_TO_DO);
        return new AnotherLogException(what);
    }
}
