package dev.zoneledger.catalog.log;

import dev.zoneledger.contract.Addend;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.ZoneEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch: rows and position in one transaction, a handful of statements for all of it. Idempotence is in the statements:
 * a row is replaced only by a greater version, so replays and duplicates change nothing, whatever their order.
 */
@ApplicationScoped
class Tables {

    private static final String REVISIONS = """
            INSERT INTO revision (kind, zone, id, revision, content_hash, event_id, event_source, event_type, document,
                                  subject, measure, product, counted, basis, status, period, from_day, not_later,
                                  untimed, published, unit, figure, qualifier, rank,
                                  log_partition, log_offset, recorded_at)
            SELECT kind, zone, id, revision, hash, event_id, event_source, event_type, document::jsonb,
                   subject, measure, product, counted, basis, status, period, day_of(from_day), not_later,
                   untimed, day_of(published), unit, figure, qualifier, rank, part, off, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 AS t(kind, zone, id, revision, hash, event_id, event_source, event_type, document,
                      subject, measure, product, counted, basis, status, period, from_day, not_later,
                      untimed, published, unit, figure, qualifier, rank, part, off, at)
            ON CONFLICT DO NOTHING""";

    private static final String REGISTERED = """
            INSERT INTO registered AS r (kind, zone, id, revision, content_hash, organisation, subjects, document,
                                         log_partition, log_offset, recorded_at)
            SELECT t.kind, t.zone, t.id, revision, hash, coalesce(m.canonical, organisation),
                   subjects_of(t.kind, t.id, document::jsonb), document::jsonb, part, off, to_timestamp(at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 AS t(kind, zone, id, revision, hash, organisation, document, part, off, at)
            LEFT JOIN canonical m ON m.zone = t.zone AND m.kind = 'organisation' AND m.id = t.organisation
            ON CONFLICT (kind, zone, id) DO UPDATE SET
                revision = excluded.revision, content_hash = excluded.content_hash,
                organisation = excluded.organisation, subjects = excluded.subjects, document = excluded.document,
                log_partition = excluded.log_partition, log_offset = excluded.log_offset,
                recorded_at = excluded.recorded_at
            WHERE (excluded.revision, excluded.content_hash) > (r.revision, r.content_hash)""";

    /** What the merges of these zones, all of which are revisions by now, amount to, and what that moves. */
    private static final String MERGES = """
            WITH zones AS (SELECT unnest(?) AS zone),
            change AS (
                SELECT zone, kind, id, o.canonical AS was, coalesce(n.canonical, id) AS becomes
                FROM (SELECT * FROM canonical WHERE zone IN (SELECT zone FROM zones)) o
                FULL JOIN (SELECT * FROM canonical_then WHERE zone IN (SELECT zone FROM zones)) n USING (zone, kind, id)
                WHERE o.canonical IS DISTINCT FROM n.canonical),
            undone AS (
                DELETE FROM canonical m USING change x
                WHERE m.zone = x.zone AND m.kind = x.kind AND m.id = x.id AND x.becomes = x.id),
            done AS (
                INSERT INTO canonical SELECT zone, kind, id, becomes FROM change WHERE becomes <> id
                ON CONFLICT (zone, kind, id) DO UPDATE SET canonical = excluded.canonical),
            projects AS (
                UPDATE registered r SET organisation = x.becomes FROM change x
                WHERE x.kind = 'organisation' AND r.kind = 'project' AND r.zone = x.zone
                  AND r.organisation = coalesce(x.was, x.id) AND r.document ->> 'organisation' = x.id),
            of_organisations AS (
                UPDATE claim c SET organisation = x.becomes, subject = moved(c.stated_subject, x.becomes) FROM change x
                WHERE x.kind = 'organisation' AND c.zone = x.zone AND c.organisation = coalesce(x.was, x.id)
                  AND c.stated_subject = 'organisation/' || x.id)
            UPDATE claim c SET project = x.becomes, subject = moved(c.stated_subject, x.becomes) FROM change x
            WHERE x.kind = 'project' AND c.zone = x.zone AND c.project = coalesce(x.was, x.id)
              AND split_part(c.stated_subject, '/', 2) = x.id""";

    /**
     * Contents of claims: each a revision, and of each claim the greatest its row. One statement for both, so that a document is sent
     * and parsed once. What is a revision already was written before with all that follows from it: it is looked up first, one by
     * one (a join would be planned anew as the table grows), and left alone.
     */
    private static final String CLAIMS = """
            WITH t AS MATERIALIZED (
                SELECT zone, id, revision, hash, event_id, event_source, event_type, document::jsonb AS document,
                       subject, measure, product, counted, basis, status, period, day_of(from_day) AS from_day, not_later,
                       untimed, day_of(published) AS published, unit, figure, qualifier, rank,
                       part, off, to_timestamp(at / 1000.0) AS at, project, organisation, greatest
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                     AS u(zone, id, revision, hash, event_id, event_source, event_type, document,
                          subject, measure, product, counted, basis, status, period, from_day, not_later,
                          untimed, published, unit, figure, qualifier, rank, part, off, at, project, organisation, greatest)
                WHERE (SELECT true FROM revision v
                       WHERE v.zone = u.zone AND v.kind = 'claim' AND v.id = u.id AND v.revision = u.revision
                         AND v.content_hash = u.hash) IS NULL),
            stated AS (
                INSERT INTO revision (kind, zone, id, revision, content_hash, event_id, event_source, event_type, document,
                                      subject, measure, product, counted, basis, status, period, from_day, not_later,
                                      untimed, published, unit, figure, qualifier, rank,
                                      log_partition, log_offset, recorded_at)
                SELECT 'claim', zone, id, revision, hash, event_id, event_source, event_type, document,
                       subject, measure, product, counted, basis, status, period, from_day, not_later,
                       untimed, published, unit, figure, qualifier, rank, part, off, at
                FROM t ON CONFLICT DO NOTHING)
            INSERT INTO claim AS c (zone, id, revision, content_hash, project, organisation, document,
                                    subject, stated_subject, measure, product, counted, basis, status, period, from_day, not_later,
                                    untimed, published, unit, figure, qualifier, stated_rank,
                                    log_partition, log_offset, recorded_at)
            SELECT t.zone, t.id, revision, hash,
                   CASE WHEN project IS NOT NULL THEN coalesce(m.canonical, project) END,
                   CASE WHEN organisation IS NOT NULL THEN coalesce(m.canonical, organisation) END, document,
                   moved(subject, m.canonical), subject, measure, product, counted, basis, status, period,
                   from_day, not_later, untimed, published, unit, figure, qualifier, rank, part, off, at
            FROM t
            LEFT JOIN canonical m ON m.zone = t.zone AND m.id = coalesce(t.project, t.organisation)
                AND m.kind = CASE WHEN t.project IS NULL THEN 'organisation' ELSE 'project' END
            WHERE greatest
            ON CONFLICT (zone, id) DO UPDATE SET
                revision = excluded.revision, content_hash = excluded.content_hash, project = excluded.project,
                organisation = excluded.organisation, document = excluded.document, subject = excluded.subject,
                stated_subject = excluded.stated_subject, measure = excluded.measure, product = excluded.product, counted = excluded.counted,
                basis = excluded.basis, status = excluded.status, period = excluded.period,
                from_day = excluded.from_day, not_later = excluded.not_later, untimed = excluded.untimed,
                published = excluded.published, unit = excluded.unit, figure = excluded.figure,
                qualifier = excluded.qualifier, stated_rank = excluded.stated_rank,
                log_partition = excluded.log_partition, log_offset = excluded.log_offset,
                recorded_at = excluded.recorded_at
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
            INSERT INTO log_position AS p (log_partition, next_offset, last_recorded_at)
            SELECT part, next, to_timestamp(at / 1000.0) FROM unnest(?, ?, ?) AS t(part, next, at)
            ON CONFLICT (log_partition) DO UPDATE SET
                next_offset = excluded.next_offset, last_recorded_at = excluded.last_recorded_at
            WHERE excluded.next_offset > p.next_offset""";

    private final DataSource database;

    Tables(DataSource database) {
        this.database = database;
    }

    /** Writes all of the batch and how far it reaches, or nothing. */
    @Transactional(rollbackOn = SQLException.class)
    void write(Batch batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Columns<LogRecord> kinds =
                    new Columns<LogRecord>().text(row -> event(row).type().kind());
            if (place(stated(revision(kinds))).execute(connection, REVISIONS, batch.others()) > 0) {
                moveWhatIsMerged(connection, batch);
                writeRegistered(connection, batch);
                writeMarks(connection, batch);
            }
            place(stated(revision(new Columns<>())))
                    .text(ofClaim(each -> each.subject().project()))
                    .text(ofClaim(each -> each.subject().organisation()))
                    .yesOrNo(batch::isGreatest)
                    .execute(connection, CLAIMS, batch.claims());

            new Columns<Batch.DeadLetter>()
                    .integer(row -> row.record().partition())
                    .bigint(row -> row.record().offset())
                    .text(Batch.DeadLetter::reason)
                    .integer(Batch.DeadLetter::size)
                    .bigint(row -> row.recordedAt().toEpochMilli())
                    .execute(connection, DEAD_LETTERS, batch.deadLetters());

            new Columns<Map.Entry<Integer, Batch.Reached>>()
                    .integer(Map.Entry::getKey)
                    .bigint(row -> row.getValue().next())
                    .bigint(row -> row.getValue().at().toEpochMilli())
                    .execute(connection, POSITIONS, batch.reached().entrySet());
        }
    }

    private static void writeRegistered(Connection connection, Batch batch) throws SQLException {
        Columns<LogRecord> registered = new Columns<LogRecord>()
                .text(row -> event(row).type().kind())
                .text(row -> event(row).zone())
                .text(row -> event(row).id())
                .integer(row -> row.decoded().version().revision())
                .text(row -> row.decoded().version().hash())
                .text(row -> event(row) instanceof Project project ? project.organisation() : null)
                .text(LogRecord::document);
        place(registered).execute(connection, REGISTERED, batch.registered());
    }

    private static void writeMarks(Connection connection, Batch batch) throws SQLException {
        Columns<LogRecord> mark = new Columns<LogRecord>()
                .text(row -> event(row).zone())
                .text(row -> event(row).id())
                .text(row -> event(row).type().kind())
                .integer(row -> row.decoded().version().revision())
                .text(row -> row.decoded().version().hash())
                .text(Tables::rank)
                .text(LogRecord::document);
        place(mark).execute(connection, MARKS, batch.marks());
    }

    /** Before claims and projects are written, so that they come to stand where merges lead. */
    private static void moveWhatIsMerged(Connection connection, Batch batch) throws SQLException {
        String[] zones = batch.registered().stream()
                .map(Tables::event)
                .filter(Merge.class::isInstance)
                .map(ZoneEvent::zone)
                .distinct()
                .toArray(String[]::new);
        if (zones.length == 0) {
            return;
        }
        try (PreparedStatement everything =
                        connection.prepareStatement("SELECT set_config('zone.known_at', 'infinity', true)");
                PreparedStatement merges = connection.prepareStatement(MERGES)) {
            everything.execute();
            merges.setArray(1, connection.createArrayOf("text", zones));
            merges.executeUpdate();
        }
    }

    private static Columns<LogRecord> revision(Columns<LogRecord> columns) {
        return columns.text(row -> event(row).zone())
                .text(row -> event(row).id())
                .integer(row -> row.decoded().version().revision())
                .text(row -> row.decoded().version().hash())
                .text(row -> row.decoded().eventId())
                .text(LogRecord::source)
                .text(row -> event(row).type().type())
                .text(LogRecord::document);
    }

    /** What the arithmetic needs of a claim's content, and the rank that the event states; of other events, nulls. */
    private static Columns<LogRecord> stated(Columns<LogRecord> columns) {
        return columns.text(ofClaim(claim -> claim.subject().path()))
                .text(ofClaim(claim -> claim.measure().code()))
                .text(ofClaim(Claim::product))
                .text(ofClaim(Claim::counted))
                .text(ofClaim(claim -> claim.basis().code()))
                .text(ofClaim(
                        claim -> claim.status() == null ? null : claim.status().code()))
                .text(ofClaim(
                        claim -> claim.period() == null ? null : claim.period().text()))
                .integer(ofAddend(addend -> day(addend.from())))
                .yesOrNo(ofAddend(Addend::notLater))
                .text(ofAddend(addend ->
                        addend.untimed() == null ? null : addend.untimed().code()))
                .integer(ofAddend(addend -> day(addend.published())))
                .text(ofAddend(Addend::unit))
                .decimal(ofAddend(Addend::figure))
                .text(ofAddend(addend ->
                        addend.qualifier() == null ? null : addend.qualifier().code()))
                .text(Tables::rank);
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
        return row -> event(row) instanceof Claim claim ? value.apply(claim) : null;
    }

    private static <V> Function<LogRecord, @Nullable V> ofAddend(Function<Addend, @Nullable V> value) {
        return row -> row.addend() == null ? null : value.apply(row.addend());
    }

    private static @Nullable String rank(LogRecord row) {
        return switch (event(row)) {
            case Claim claim -> claim.rank().code();
            case Reranking reranking -> reranking.rank().code();
            default -> null;
        };
    }

    /** Days since 1970-01-01, which the statement makes a date of; the day before all days is the smallest number. */
    private static int day(LocalDate day) {
        return day.equals(LocalDate.MIN) ? Integer.MIN_VALUE : Math.toIntExact(day.toEpochDay());
    }
}
