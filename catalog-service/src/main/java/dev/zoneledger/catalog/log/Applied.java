package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is in the tables. A batch goes in only where the rows end, so that nothing is ever left out: not when the tables
 * are emptied for a rebuild while instances are running, and not when partitions change hands.
 */
@ApplicationScoped
class Applied {

    private static final String LOCK = """
            SELECT log_partition, next_offset FROM log_position WHERE log_partition = ANY (?)
            ORDER BY log_partition FOR UPDATE""";

    private static final String PASS_OVER = """
            INSERT INTO log_position AS p (log_partition, next_offset) VALUES (?, ?)
            ON CONFLICT (log_partition) DO UPDATE SET next_offset = excluded.next_offset, last_recorded_at = NULL
            WHERE p.next_offset = ?""";

    private final DataSource database;
    private final Tables tables;

    Applied(DataSource database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /**
     * Between the rows and the batch: from where the rows end to where the batch begins.
     *
     * @param from 0 if nothing of the partition is in the tables
     */
    record Gap(int partition, long from, long to) {}

    /** Writes all of the batch and how far it reaches; or nothing, if the rows end before the batch begins. */
    @Transactional(rollbackOn = SQLException.class)
    @Nullable
    Gap append(Batch batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<Integer, Long> ends = lock(connection, batch.firstOffsets().keySet());
            for (Map.Entry<Integer, Long> first : batch.firstOffsets().entrySet()) {
                long end = ends.getOrDefault(first.getKey(), 0L);
                if (end < first.getValue()) {
                    return new Gap(first.getKey(), end, first.getValue());
                }
            }
            tables.write(batch);
            return null;
        }
    }

    /** The gap holds no record: the rows end behind it. */
    @Transactional(rollbackOn = SQLException.class)
    void passOver(Gap gap) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PASS_OVER)) {
            statement.setInt(1, gap.partition);
            statement.setLong(2, gap.to);
            statement.setLong(3, gap.from);
            statement.executeUpdate();
        }
    }

    /** By partition, the offset from which the log is not in the tables yet; partitions of which nothing is are left out. */
    Map<Integer, Long> nextOffsets() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT log_partition, next_offset FROM log_position")) {
            return offsets(statement);
        }
    }

    /**
     * Where the rows of a partition end.
     *
     * @param next the offset from which the log is not in the tables yet
     * @param lastRecordedAt when the record before it was recorded; null if that is not known
     */
    record End(long next, @Nullable Instant lastRecordedAt) {}

    /** By partition; those of which nothing is in the tables are left out. */
    Map<Integer, End> ends() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT log_partition, next_offset, last_recorded_at FROM log_position");
                ResultSet row = statement.executeQuery()) {
            Map<Integer, End> ends = new TreeMap<>();
            while (row.next()) {
                OffsetDateTime last = row.getObject(3, OffsetDateTime.class);
                ends.put(row.getInt(1), new End(row.getLong(2), last == null ? null : last.toInstant()));
            }
            return ends;
        }
    }

    private static Map<Integer, Long> lock(Connection connection, Collection<Integer> partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("int4", partitions.toArray()));
            return offsets(statement);
        }
    }

    private static Map<Integer, Long> offsets(PreparedStatement query) throws SQLException {
        Map<Integer, Long> offsets = new TreeMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                offsets.put(row.getInt(1), row.getLong(2));
            }
        }
        return offsets;
    }
}
