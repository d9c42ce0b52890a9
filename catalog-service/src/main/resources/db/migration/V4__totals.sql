-- More is kept of each event than rows from before this have, and everything here is a fold of the log: it is read anew.
TRUNCATE revision, registered, claim, dead_letter, log_position;

-- What the arithmetic needs of a claim's content (contract: Addend), of every content that ever came and of the one that holds.
-- Null where the row is no claim's content.
ALTER TABLE revision
    ADD COLUMN subject   text,     -- Subject.path() as stated: zone/.., organisation/.., project/..[/phase[/line]]
    ADD COLUMN measure   text,
    ADD COLUMN product   text,     -- null where a money measure or a count is told of no product
    ADD COLUMN counted   text,     -- of a count
    ADD COLUMN basis     text,
    ADD COLUMN status    text,     -- of a capacity
    ADD COLUMN period    text,     -- of a flow
    ADD COLUMN from_day  date,     -- the day from which a stock counts; -infinity for a flow and where it is not known
    ADD COLUMN not_later boolean,  -- it may have begun before that day
    ADD COLUMN untimed   text,     -- cumulative or date-unknown: it belongs to no date or period
    ADD COLUMN published date,     -- the last day on which its source may have come out; -infinity if that is not known
    ADD COLUMN unit      text,     -- base unit; empty if not even the product tells one
    ADD COLUMN figure    numeric,  -- in the base unit; null if there is none
    ADD COLUMN qualifier text,     -- of the figure
    ADD COLUMN rank      text;     -- as a claim states it, or a re-ranking decides it

-- Of a claim, subject, project and organisation are the canonical ones: what it counts for. A merge moves them, its undoing moves
-- them back; the document keeps what the claim states. So does the organisation of a project.
ALTER TABLE claim
    ADD COLUMN stated_subject text,
    ADD COLUMN counted   text,
    ADD COLUMN basis     text,
    ADD COLUMN period    text,
    ADD COLUMN from_day  date,
    ADD COLUMN not_later boolean,
    ADD COLUMN untimed   text,
    ADD COLUMN published date,
    ADD COLUMN unit      text,
    ADD COLUMN figure    numeric,
    ADD COLUMN qualifier text;

ALTER TABLE registered
    ADD COLUMN outside_zone boolean GENERATED ALWAYS AS (coalesce((document ->> 'outsideZone')::boolean, false)) STORED;

-- Where merges lead (contract: Merges), of every id that they lead away from; written with the batch that brings a merge.
CREATE TABLE canonical (
    zone      text NOT NULL,
    kind      text NOT NULL, -- organisation, project
    id        text NOT NULL,
    canonical text NOT NULL,
    PRIMARY KEY (zone, kind, id)
);
CREATE INDEX canonical_by_target ON canonical (zone, kind, canonical);
CREATE INDEX revision_of_merges ON revision (zone, kind, id) WHERE kind IN ('organisation-merge', 'project-merge');

-- The same of what was on record at known_at(). Circles do not count: an id on one is its own canonical id, and one that leads
-- into a circle ends where it enters it.
CREATE VIEW canonical_then AS
WITH RECURSIVE merge AS (
    SELECT DISTINCT ON (zone, kind, id) zone, kind, id, document ->> 'into' AS target FROM revision
    WHERE kind IN ('organisation-merge', 'project-merge') AND recorded_at <= known_at()
    ORDER BY zone, kind, id, revision DESC, content_hash DESC),
road AS (
    SELECT zone, kind, id, id AS here, 0 AS steps FROM merge WHERE target IS NOT NULL
    UNION ALL
    SELECT r.zone, r.kind, r.id, m.target, r.steps + 1
    FROM road r JOIN merge m ON m.zone = r.zone AND m.kind = r.kind AND m.id = r.here
    WHERE m.target IS NOT NULL)
    CYCLE zone, kind, id, here SET again USING passed
SELECT zone, split_part(kind, '-', 1) AS kind, id, here AS canonical
FROM (SELECT DISTINCT ON (zone, kind, id) zone, kind, id, here FROM road ORDER BY zone, kind, id, steps DESC) e
WHERE here <> id;

-- A subject's path with another id in place of that of its organisation or project.
CREATE FUNCTION moved(subject text, id text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN id IS NULL THEN subject ELSE regexp_replace(subject, '/[^/]+', '/' || id) END $$;

-- A day as a batch brings it: days since 1970-01-01, the smallest number for the day before all days.
CREATE FUNCTION day_of(days integer) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN days = -2147483648 THEN '-infinity'::date ELSE date '1970-01-01' + days END $$;

-- Why a claim is in no total, whatever is registered and whatever else was said; null if it can be in one. The words are those
-- of metrics.
CREATE FUNCTION barred(mark_kind text, rank_in_force text, untimed text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$
SELECT CASE WHEN mark_kind = 'retraction' THEN 'retracted'
            WHEN mark_kind = 'supersession' THEN 'superseded'
            WHEN rank_in_force IN ('deprecated', 'quarantined') THEN rank_in_force
            ELSE untimed END
$$;

ALTER TABLE claim
    ADD COLUMN preferred boolean GENERATED ALWAYS AS (
        CASE WHEN coalesce((mark_revision, mark_hash) > (revision, content_hash), false) AND mark_kind = 'reranking'
             THEN mark_rank ELSE stated_rank END = 'preferred') STORED,
    ADD COLUMN barred text GENERATED ALWAYS AS (
        barred(CASE WHEN coalesce((mark_revision, mark_hash) > (revision, content_hash), false) THEN mark_kind END,
               CASE WHEN coalesce((mark_revision, mark_hash) > (revision, content_hash), false) AND mark_kind = 'reranking'
                    THEN mark_rank ELSE stated_rank END, untimed)) STORED;
-- All that totals need of a claim, series by series: its row, which is ten times as long, need not be read.
CREATE INDEX claim_by_series
    ON claim (zone, measure, basis, subject, product, counted, period, from_day, preferred, published, id COLLATE "C")
    INCLUDE (barred, stated_subject, project, organisation, status, not_later, unit, figure, qualifier);

-- Every claim as its series sees it: where it belongs, from when on it counts, what goes before what, and why it does not count.
--   subject       Subject.path(), the canonical one
--   organisation  whose it is: of a project its organisation, of an organisation itself; null if nobody says, or of a zone
--   slot          what the figure is a figure of: status of a capacity, period of a flow, empty for a count
--   barred        retracted, superseded, deprecated, quarantined, cumulative, date-unknown, unresolved, outside-zone; null if the
--                 claim competes for its series
-- Among claims of one series (zone, measure, basis, product, counted, subject and, of a flow, period) that are not barred, the one
-- with the greatest (from_day, preferred, published, id) not after a date holds on it.
CREATE VIEW standing AS
SELECT c.zone, c.id, c.subject, coalesce(c.organisation, r.organisation) AS organisation,
       c.measure, c.product, c.counted, c.basis, c.period, coalesce(c.period, c.status, '') AS slot, c.from_day, c.not_later,
       c.preferred, c.published, c.unit, c.figure, c.qualifier,
       coalesce(c.barred,
                CASE WHEN c.project IS NULL AND c.organisation IS NULL THEN NULL
                     WHEN NOT coalesce(c.subject = ANY (r.subjects), false)
                         AND (r.id IS NULL OR c.subject = c.stated_subject OR NOT EXISTS (
                             SELECT 1 FROM registered s
                             WHERE s.kind = 'project' AND s.zone = c.zone AND s.id = split_part(c.stated_subject, '/', 2)
                               AND c.stated_subject = ANY (s.subjects))) THEN 'unresolved'
                     WHEN r.outside_zone OR o.outside_zone THEN 'outside-zone' END) AS barred
FROM claim c
LEFT JOIN registered r ON r.kind = CASE WHEN c.project IS NULL THEN 'organisation' ELSE 'project' END
    AND r.zone = c.zone AND r.id = coalesce(c.project, c.organisation)
LEFT JOIN registered o ON o.kind = 'organisation' AND o.zone = r.zone AND o.id = r.organisation
WHERE c.subject IS NOT NULL;

-- Which claim holds of each series, from which day (holds_from, included; -infinity of a flow) to which (holds_to, not included;
-- null: for good). At most one claim of a series holds on a day. A status unknown holds too: it ends what was known before.
CREATE VIEW hold AS
SELECT zone, id, subject, organisation, measure, product, counted, basis, period, slot, not_later, preferred, published,
       unit, figure, qualifier, from_day AS holds_from, next_day AS holds_to
FROM (SELECT s.*,
             lead(from_day) OVER (PARTITION BY zone, measure, basis, subject, product, counted, period
                                  ORDER BY from_day, preferred, published, id COLLATE "C") AS next_day
      FROM standing s WHERE barred IS NULL) s
WHERE next_day IS DISTINCT FROM from_day;

-- What an analyst sees of a claim, as before; resolved by its canonical subject.
CREATE OR REPLACE VIEW claim_view AS
SELECT c.zone, c.id, c.document, c.project, c.organisation, c.measure, c.product, c.status,
       CASE WHEN c.mark_stands AND c.mark_kind = 'reranking' THEN c.mark_rank ELSE c.stated_rank END AS rank_in_force,
       c.mark_stands,
       c.mark_stands AND c.mark_kind = 'retraction' AS retracted,
       CASE WHEN c.mark_stands THEN c.mark_kind END AS mark_kind,
       CASE WHEN c.mark_stands THEN c.mark_document END AS mark_document,
       CASE WHEN c.mark_stands THEN c.mark_log_partition ELSE c.log_partition END AS log_partition,
       CASE WHEN c.mark_stands THEN c.mark_log_offset ELSE c.log_offset END AS log_offset,
       CASE WHEN c.mark_stands THEN c.mark_recorded_at ELSE c.recorded_at END AS recorded_at,
       c.subject LIKE 'zone/%' OR EXISTS (
           SELECT 1 FROM registered r
           WHERE r.kind = CASE WHEN c.project IS NULL THEN 'organisation' ELSE 'project' END
             AND r.zone = c.zone
             AND r.id = coalesce(c.project, c.organisation)
             AND (c.subject = ANY (r.subjects) OR c.subject <> c.stated_subject AND EXISTS (
                 SELECT 1 FROM registered s
                 WHERE s.kind = 'project' AND s.zone = c.zone AND s.id = split_part(c.stated_subject, '/', 2)
                   AND c.stated_subject = ANY (s.subjects)))) AS resolved,
       (SELECT count(*) - 1 FROM revision v
        WHERE v.zone = c.zone AND v.kind = 'claim' AND v.id = c.id AND v.revision = c.revision) AS conflicts
FROM claim c
WHERE c.document IS NOT NULL;

-- Records as an analyst sees them: with where merges lead.
--   merged_into  canonical id of a record that is merged away, otherwise null
--   merged_from  ids of the records that are merged into it, in order; null if there are none
CREATE VIEW record_view AS
SELECT r.*,
       (SELECT m.canonical FROM canonical m WHERE m.zone = r.zone AND m.kind = r.kind AND m.id = r.id) AS merged_into,
       (SELECT array_agg(m.id ORDER BY m.id) FROM canonical m
        WHERE m.zone = r.zone AND m.kind = r.kind AND m.canonical = r.id) AS merged_from
FROM registered r;

-- The same of what was on record at known_at().
DROP VIEW claim_then;
DROP VIEW registered_then;

CREATE VIEW registered_then AS
SELECT r.kind, r.zone, r.id,
       coalesce((SELECT m.canonical FROM canonical_then m
                 WHERE m.zone = r.zone AND m.kind = 'organisation' AND m.id = r.organisation), r.organisation) AS organisation,
       r.subjects, r.outside_zone, r.document, r.log_partition, r.log_offset, r.recorded_at
FROM (SELECT DISTINCT ON (kind, zone, id)
             kind, zone, id, CASE WHEN kind = 'project' THEN document ->> 'organisation' END AS organisation,
             subjects_of(kind, id, document) AS subjects,
             coalesce((document ->> 'outsideZone')::boolean, false) AS outside_zone,
             document, log_partition, log_offset, recorded_at
      FROM revision
      WHERE kind NOT IN ('claim', 'reranking', 'supersession', 'retraction') AND recorded_at <= known_at()
      ORDER BY kind, zone, id, revision DESC, content_hash DESC) r;

CREATE VIEW record_then AS
SELECT r.*,
       (SELECT m.canonical FROM canonical_then m WHERE m.zone = r.zone AND m.kind = r.kind AND m.id = r.id) AS merged_into,
       (SELECT array_agg(m.id ORDER BY m.id) FROM canonical_then m
        WHERE m.zone = r.zone AND m.kind = r.kind AND m.canonical = r.id) AS merged_from
FROM registered_then r;

-- Content and mark of a claim then, each the greatest; the mark only if it stands.
CREATE VIEW content_then AS
WITH content AS (
    SELECT DISTINCT ON (zone, id) * FROM revision
    WHERE kind = 'claim' AND recorded_at <= known_at()
    ORDER BY zone, id, revision DESC, content_hash DESC),
mark AS (
    SELECT DISTINCT ON (zone, id) * FROM revision
    WHERE kind IN ('reranking', 'supersession', 'retraction') AND recorded_at <= known_at()
    ORDER BY zone, id, revision DESC, content_hash DESC)
SELECT c.zone, c.id, c.revision, c.document, c.subject AS stated_subject, moved(c.subject, t.canonical) AS subject,
       CASE WHEN c.subject LIKE 'project/%' THEN coalesce(t.canonical, split_part(c.subject, '/', 2)) END AS project,
       CASE WHEN c.subject LIKE 'organisation/%' THEN coalesce(t.canonical, split_part(c.subject, '/', 2)) END AS organisation,
       c.measure, c.product, c.counted, c.basis, c.status, c.period, c.from_day, c.not_later, c.untimed, c.published,
       c.unit, c.figure, c.qualifier,
       CASE WHEN m.kind = 'reranking' THEN m.rank ELSE c.rank END AS rank_in_force,
       m.kind AS mark_kind, m.document AS mark_document,
       coalesce(m.log_partition, c.log_partition) AS log_partition,
       coalesce(m.log_offset, c.log_offset) AS log_offset,
       coalesce(m.recorded_at, c.recorded_at) AS recorded_at
FROM content c
LEFT JOIN canonical_then t
    ON t.zone = c.zone AND t.kind = split_part(c.subject, '/', 1) AND t.id = split_part(c.subject, '/', 2)
LEFT JOIN mark m ON m.zone = c.zone AND m.id = c.id AND (m.revision, m.content_hash) > (c.revision, c.content_hash);

CREATE VIEW claim_then AS
SELECT c.zone, c.id, c.document, c.project, c.organisation, c.measure, c.product, c.status, c.rank_in_force,
       coalesce(c.mark_kind = 'retraction', false) AS retracted,
       c.mark_kind, c.mark_document, c.log_partition, c.log_offset, c.recorded_at,
       c.subject LIKE 'zone/%' OR EXISTS (
           SELECT 1 FROM registered_then r
           WHERE r.kind = CASE WHEN c.project IS NULL THEN 'organisation' ELSE 'project' END
             AND r.zone = c.zone
             AND r.id = coalesce(c.project, c.organisation)
             AND (c.subject = ANY (r.subjects) OR c.subject <> c.stated_subject AND EXISTS (
                 SELECT 1 FROM registered_then s
                 WHERE s.kind = 'project' AND s.zone = c.zone AND s.id = split_part(c.stated_subject, '/', 2)
                   AND c.stated_subject = ANY (s.subjects)))) AS resolved,
       (SELECT count(*) - 1 FROM revision v
        WHERE v.zone = c.zone AND v.kind = 'claim' AND v.id = c.id AND v.revision = c.revision
          AND v.recorded_at <= known_at()) AS conflicts
FROM content_then c;

-- What of registered_then the arithmetic needs, read for itself: the policies and rankings of a zone are many.
CREATE VIEW subject_then AS
SELECT r.kind, r.zone, r.id, coalesce(m.canonical, r.organisation) AS organisation, r.subjects, r.outside_zone
FROM (SELECT DISTINCT ON (kind, zone, id)
             kind, zone, id, document ->> 'organisation' AS organisation, subjects_of(kind, id, document) AS subjects,
             coalesce((document ->> 'outsideZone')::boolean, false) AS outside_zone
      FROM revision
      WHERE kind IN ('organisation', 'project') AND recorded_at <= known_at()
      ORDER BY kind, zone, id, revision DESC, content_hash DESC) r
LEFT JOIN canonical_then m ON m.zone = r.zone AND m.kind = 'organisation' AND m.id = r.organisation;

CREATE VIEW standing_then AS
SELECT c.zone, c.id, c.subject, coalesce(c.organisation, r.organisation) AS organisation,
       c.measure, c.product, c.counted, c.basis, c.period, coalesce(c.period, c.status, '') AS slot, c.from_day, c.not_later,
       c.rank_in_force = 'preferred' AS preferred, c.published, c.unit, c.figure, c.qualifier,
       coalesce(barred(c.mark_kind, c.rank_in_force, c.untimed),
                CASE WHEN c.project IS NULL AND c.organisation IS NULL THEN NULL
                     WHEN NOT coalesce(c.subject = ANY (r.subjects), false)
                         AND (r.id IS NULL OR c.subject = c.stated_subject OR NOT EXISTS (
                             SELECT 1 FROM subject_then s
                             WHERE s.kind = 'project' AND s.zone = c.zone AND s.id = split_part(c.stated_subject, '/', 2)
                               AND c.stated_subject = ANY (s.subjects))) THEN 'unresolved'
                     WHEN r.outside_zone OR o.outside_zone THEN 'outside-zone' END) AS barred
FROM content_then c
LEFT JOIN subject_then r ON r.kind = CASE WHEN c.project IS NULL THEN 'organisation' ELSE 'project' END
    AND r.zone = c.zone AND r.id = coalesce(c.project, c.organisation)
LEFT JOIN subject_then o ON o.kind = 'organisation' AND o.zone = r.zone AND o.id = r.organisation;

CREATE VIEW hold_then AS
SELECT zone, id, subject, organisation, measure, product, counted, basis, period, slot, not_later, preferred, published,
       unit, figure, qualifier, from_day AS holds_from, next_day AS holds_to
FROM (SELECT s.*,
             lead(from_day) OVER (PARTITION BY zone, measure, basis, subject, product, counted, period
                                  ORDER BY from_day, preferred, published, id COLLATE "C") AS next_day
      FROM standing_then s WHERE barred IS NULL) s
WHERE next_day IS DISTINCT FROM from_day;
