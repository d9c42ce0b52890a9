-- What was on record at an instant: the fold of the revisions that the broker had appended by then. The instant is the setting
-- zone.known_at of the transaction that asks.
CREATE FUNCTION known_at() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT current_setting('zone.known_at')::timestamptz $$;

-- Paths of everything that a claim may be about once this record is there: itself, a project's phases and their lines.
CREATE FUNCTION subjects_of(kind text, id text, document jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS
$$
SELECT ARRAY [kind || '/' || id] || ARRAY(
    SELECT concat_ws('/', kind, id, phase ->> 'id', line)
    FROM jsonb_array_elements(coalesce(document -> 'phases', '[]')) AS phase,
         LATERAL (SELECT NULL::text AS line
                  UNION ALL
                  SELECT l ->> 'id' FROM jsonb_array_elements(coalesce(phase -> 'lines', '[]')) AS l) AS lines)
$$;

CREATE VIEW registered_then AS
SELECT DISTINCT ON (kind, zone, id)
       kind, zone, id, document ->> 'organisation' AS organisation, document, log_partition, log_offset, recorded_at
FROM revision
WHERE kind NOT IN ('claim', 'reranking', 'supersession', 'retraction') AND recorded_at <= known_at()
ORDER BY kind, zone, id, revision DESC, content_hash DESC;

-- As claim_view is, made of revisions.
CREATE VIEW claim_then AS
WITH content AS (
    SELECT DISTINCT ON (zone, id) * FROM revision
    WHERE kind = 'claim' AND recorded_at <= known_at()
    ORDER BY zone, id, revision DESC, content_hash DESC),
mark AS (
    SELECT DISTINCT ON (zone, id) * FROM revision
    WHERE kind IN ('reranking', 'supersession', 'retraction') AND recorded_at <= known_at()
    ORDER BY zone, id, revision DESC, content_hash DESC)
SELECT c.zone, c.id, c.document,
       c.document #>> '{subject,project}' AS project,
       c.document #>> '{subject,organisation}' AS organisation,
       c.document ->> 'measure' AS measure,
       c.document ->> 'product' AS product,
       c.document ->> 'status' AS status,
       CASE WHEN m.kind = 'reranking' THEN m.document ->> 'rank' ELSE c.document ->> 'rank' END AS rank_in_force,
       coalesce(m.kind = 'retraction', false) AS retracted,
       m.kind AS mark_kind,
       m.document AS mark_document,
       coalesce(m.log_partition, c.log_partition) AS log_partition,
       coalesce(m.log_offset, c.log_offset) AS log_offset,
       coalesce(m.recorded_at, c.recorded_at) AS recorded_at,
       c.document -> 'subject' ? 'zone' OR EXISTS (
           SELECT 1 FROM registered_then r
           WHERE r.kind = CASE WHEN c.document -> 'subject' ? 'project' THEN 'project' ELSE 'organisation' END
             AND r.zone = c.zone
             AND r.id = coalesce(c.document #>> '{subject,project}', c.document #>> '{subject,organisation}')
             AND concat_ws('/', r.kind, r.id, c.document #>> '{subject,phase}', c.document #>> '{subject,line}')
                 = ANY (subjects_of(r.kind, r.id, r.document))) AS resolved,
       (SELECT count(*) - 1 FROM revision v
        WHERE v.zone = c.zone AND v.kind = 'claim' AND v.id = c.id AND v.revision = c.revision
          AND v.recorded_at <= known_at()) AS conflicts
FROM content c
LEFT JOIN mark m ON m.zone = c.zone AND m.id = c.id AND (m.revision, m.content_hash) > (c.revision, c.content_hash);
