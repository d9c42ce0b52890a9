package dev.zoneledger.catalog.log;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.ZoneEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch: rows and position in one transaction, each table in one statement. Idempotence is in the statements:
 * a row is replaced only by a greater version, so replays and duplicates change nothing, whatever their order.
 */
@ApplicationScoped
class Tables {

    private static final String REVISIONS = """
            INSERT INTO revision (kind, zone, id, revision, content_hash, event_id, event_source, event_type, document,
                                  log_partition, log_offset, recorded_at)
            SELECT kind, zone, id, revision, hash, event_id, event_source, event_type, document::jsonb,
                   part, off, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 AS t(kind, zone, id, revision, hash, event_id, event_source, event_type, document, part, off, at)
            ON CONFLICT DO NOTHING""";

    private static final String REGISTERED = """
            INSERT INTO registered AS r (kind, zone, id, revision, content_hash, organisation, subjects, document,
                                         log_partition, log_offset, recorded_at)
            SELECT kind, zone, id, revision, hash, organisation, subjects_of(kind, id, document::jsonb), document::jsonb,
                   part, off, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 AS t(kind, zone, id, revision, hash, organisation, document, part, off, at)
            ON CONFLICT (kind, zone, id) DO UPDATE SET
                revision = excluded.revision, content_hash = excluded.content_hash,
                organisation = excluded.organisation, subjects = excluded.subjects, document = excluded.document,
                log_partition = excluded.log_partition, log_offset = excluded.log_offset,
                recorded_at = excluded.recorded_at
            WHERE (excluded.revision, excluded.content_hash) > (r.revision, r.content_hash)""";

    private static final String CLAIMS = """
            INSERT INTO claim AS c (zone, id, revision, content_hash, subject, project, organisation, measure, product,
                                    status, stated_rank, document, log_partition, log_offset, recorded_at)
            SELECT zone, id, revision, hash, subject, project, organisation, measure, product, status, rank,
                   document::jsonb, part, off, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 AS t(zone, id, revision, hash, subject, project, organisation, measure, product, status, rank,
                      document, part, off, at)
            ON CONFLICT (zone, id) DO UPDATE SET
                revision = excluded.revision, content_hash = excluded.content_hash, subject = excluded.subject,
                project = excluded.project, organisation = excluded.organisation, measure = excluded.measure,
                product = excluded.product, status = excluded.status, stated_rank = excluded.stated_rank,
                document = excluded.document, log_partition = excluded.log_partition,
                log_offset = excluded.log_offset, recorded_at = excluded.recorded_at
            WHERE c.revision IS NULL OR (excluded.revision, excluded.content_hash) > (c.revision, c.content_hash)""";

    private static final String MARKS = """
            INSERT INTO claim AS c (zone, id, mark_kind, mark_revision, mark_hash, mark_rank, mark_document,
                                    mark_log_partition, mark_log_offset, mark_recorded_at)
            SELECT zone, id, kind, revision, hash, rank, document::jsonb, part, off, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 AS t(zone, id, kind, revision, hash, rank, document, part, off, at)
            ON CONFLICT (zone, id) DO UPDATE SET
                mark_kind = excluded.mark_kind, mark_revision = excluded.mark_revision,
                mark_hash = excluded.mark_hash, mark_rank = excluded.mark_rank,
                mark_document = excluded.mark_document, mark_log_partition = excluded.mark_log_partition,
                mark_log_offset = excluded.mark_log_offset, mark_recorded_at = excluded.mark_recorded_at
            WHERE c.mark_revision IS NULL
               OR (excluded.mark_revision, excluded.mark_hash) > (c.mark_revision, c.mark_hash)""";

    private static final String DEAD_LETTERS = """
            INSERT INTO dead_letter (log_partition, log_offset, reason, size, recorded_at)
            SELECT part, off, reason, size, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?) AS t(part, off, reason, size, at)
            ON CONFLICT DO NOTHING""";

    private static final String POSITIONS = """
            INSERT INTO log_position AS p (log_partition, next_offset)
            SELECT part, next FROM unnest(?, ?) AS t(part, next)
            ON CONFLICT (log_partition) DO UPDATE SET next_offset = greatest(p.next_offset, excluded.next_offset)""";

    private final DataSource database;

    Tables(DataSource database) {
        this.database = database;
    }

    /** Writes all of the batch and how far it reaches, or nothing. */
    @Transactional(rollbackOn = SQLException.class)
    void write(Batch batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Columns<LogRecord> revision = new Columns<LogRecord>()
                    .text(row -> event(row).type().kind())
                    .text(row -> event(row).zone())
                    .text(row -> event(row).id())
                    .integer(row -> row.decoded().version().revision())
                    .text(row -> row.decoded().version().hash())
                    .text(row -> row.decoded().eventId())
                    .text(LogRecord::source)
                    .text(row -> event(row).type().type())
                    .text(LogRecord::document);
            place(revision).execute(connection, REVISIONS, batch.revisions());

            Columns<LogRecord> registered = new Columns<LogRecord>()
                    .text(row -> event(row).type().kind())
                    .text(row -> event(row).zone())
                    .text(row -> event(row).id())
                    .integer(row -> row.decoded().version().revision())
                    .text(row -> row.decoded().version().hash())
                    .text(row -> event(row) instanceof Project project ? project.organisation() : null)
                    .text(LogRecord::document);
            place(registered).execute(connection, REGISTERED, batch.registered());

            Columns<LogRecord> claim = new Columns<LogRecord>()
                    .text(row -> event(row).zone())
                    .text(row -> event(row).id())
                    .integer(row -> row.decoded().version().revision())
                    .text(row -> row.decoded().version().hash())
                    .text(ofClaim(each -> each.subject().path()))
                    .text(ofClaim(each -> each.subject().project()))
                    .text(ofClaim(each -> each.subject().organisation()))
                    .text(ofClaim(each -> each.measure().code()))
                    .text(ofClaim(Claim::product))
                    .text(ofClaim(
                            each -> each.status() == null ? null : each.status().code()))
                    .text(ofClaim(each -> each.rank().code()))
                    .text(LogRecord::document);
            place(claim).execute(connection, CLAIMS, batch.claims());

            Columns<LogRecord> mark = new Columns<LogRecord>()
                    .text(row -> event(row).zone())
                    .text(row -> event(row).id())
                    .text(row -> event(row).type().kind())
                    .integer(row -> row.decoded().version().revision())
                    .text(row -> row.decoded().version().hash())
                    .text(row -> event(row) instanceof Reranking reranking
                            ? reranking.rank().code()
                            : null)
                    .text(LogRecord::document);
            place(mark).execute(connection, MARKS, batch.marks());

            new Columns<Batch.DeadLetter>()
                    .integer(row -> row.record().partition())
                    .bigint(row -> row.record().offset())
                    .text(Batch.DeadLetter::reason)
                    .integer(Batch.DeadLetter::size)
                    .bigint(row -> row.recordedAt().toEpochMilli())
                    .execute(connection, DEAD_LETTERS, batch.deadLetters());

            new Columns<Map.Entry<Integer, Long>>()
                    .integer(Map.Entry::getKey)
                    .bigint(Map.Entry::getValue)
                    .execute(connection, POSITIONS, batch.nextOffsets().entrySet());
        }
    }

    /** The offset of the partition from which the log is not reflected yet; empty before its first record. */
    OptionalLong nextOffset(int partition) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT next_offset FROM log_position WHERE log_partition = ?")) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static Columns<LogRecord> place(Columns<LogRecord> columns) {
        return columns.integer(LogRecord::partition)
                .bigint(LogRecord::offset)
                .bigint(row -> row.recordedAt().toEpochMilli());
    }

    private static ZoneEvent event(LogRecord row) {
        return row.decoded().event();
    }

    private static Function<LogRecord, @Nullable String> ofClaim(Function<Claim, @Nullable String> value) {
        return row -> value.apply((Claim) event(row));
    }
}
