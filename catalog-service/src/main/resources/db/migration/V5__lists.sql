-- What lists are filtered and sorted by. Every filter of claims has an index that begins with it and goes on in the order of pages.
CREATE INDEX claim_by_recorded ON claim ((CASE WHEN mark_stands THEN mark_recorded_at ELSE recorded_at END), zone, id);
CREATE INDEX claim_by_period ON claim (period, zone, id) WHERE period IS NOT NULL;
CREATE INDEX claim_by_counted ON claim (counted, zone, id) WHERE counted IS NOT NULL;
CREATE INDEX claim_by_basis ON claim (basis, zone, id);
CREATE INDEX claim_retracted ON claim (zone, id) WHERE mark_stands AND mark_kind = 'retraction';
CREATE INDEX claim_by_speaker_organisation ON claim ((document #>> '{statedBy,organisation}'), zone, id)
    WHERE document #>> '{statedBy,organisation}' IS NOT NULL;
-- A text of any length, which no ordered index takes.
CREATE INDEX claim_by_speaker ON claim USING hash ((document #>> '{statedBy,name}'));

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
        WHERE v.zone = c.zone AND v.kind = 'claim' AND v.id = c.id AND v.revision = c.revision) AS conflicts,
       c.counted, c.basis, c.period,
       c.document #>> '{source,uri}' AS source,
       c.document #>> '{statedBy,name}' AS speaker,
       c.document #>> '{statedBy,organisation}' AS speaker_organisation,
       -- For sorting: below every figure, before every date.
       coalesce(c.figure, -1) AS figure,
       greatest(c.published, DATE '0001-01-01') AS published
FROM claim c
WHERE c.document IS NOT NULL;

CREATE OR REPLACE VIEW claim_then AS
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
          AND v.recorded_at <= known_at()) AS conflicts,
       c.counted, c.basis, c.period,
       c.document #>> '{source,uri}' AS source,
       c.document #>> '{statedBy,name}' AS speaker,
       c.document #>> '{statedBy,organisation}' AS speaker_organisation,
       coalesce(c.figure, -1) AS figure,
       greatest(c.published, DATE '0001-01-01') AS published
FROM content_then c;

-- The last day that a date of the forms 2020, 2020-09 and 2020-09-15 may mean; null for no date.
CREATE FUNCTION last_day(iso text) RETURNS date LANGUAGE sql IMMUTABLE AS
$$
SELECT CASE WHEN iso LIKE '0000%' THEN DATE '0001-01-01'
            WHEN length(iso) = 4 THEN make_date(iso::integer, 12, 31)
            WHEN length(iso) = 7 THEN
                (make_date(left(iso, 4)::integer, right(iso, 2)::integer, 1) + INTERVAL '1 month' - INTERVAL '1 day')::date
            WHEN length(iso) = 10 THEN
                make_date(left(iso, 4)::integer, substr(iso, 6, 2)::integer, right(iso, 2)::integer) END
$$;

-- The day on which what a record tells has happened, for records that have one: milestones, policies, rankings.
CREATE FUNCTION day_told(document jsonb) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT last_day(coalesce(document #>> '{occurredOn,date}', document #>> '{issuedOn,date}', document #>> '{asOf,date}')) $$;

-- What records are filtered by, as name=value; codes and ids only, which are short.
-- Of varchar, as Hibernate has its arrays.
CREATE FUNCTION facets_of(document jsonb) RETURNS varchar[] LANGUAGE sql IMMUTABLE AS
$$
SELECT coalesce(array_agg(DISTINCT (name || '=' || left(value, 200))::varchar), '{}')
FROM (SELECT * FROM (VALUES
          ('organisation', coalesce(document ->> 'organisation', document #>> '{subject,organisation}')),
          ('project', document #>> '{subject,project}'),
          ('role', document ->> 'role'),
          ('outsideZone', CASE WHEN document ? 'role' THEN coalesce(document ->> 'outsideZone', 'false') END),
          ('issuer', document ->> 'issuer'),
          ('chain', document ->> 'chain'),
          ('leader', document ->> 'leader'),
          ('rank', document ->> 'rank'),
          ('product', document ->> 'product')) AS of_record(name, value)
      UNION ALL
      SELECT 'status', phase ->> 'status' FROM jsonb_path_query(document, '$.phases[*]') AS phase
      UNION ALL
      SELECT 'product', line ->> 'product' FROM jsonb_path_query(document, '$.phases[*].lines[*]') AS line) AS facet(name, value)
WHERE value IS NOT NULL
$$;

-- Whether a phase of a project has that status on that day: one that began later has none yet.
CREATE FUNCTION has_status(document jsonb, status text, day date) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$
SELECT EXISTS (SELECT 1 FROM jsonb_path_query(document, '$.phases[*]') AS phase
               WHERE phase ->> 'status' = status
                 AND coalesce(last_day(phase #>> '{statusSince,date}') <= day, true))
$$;

ALTER TABLE registered
    ADD COLUMN title  text   GENERATED ALWAYS AS (coalesce(document ->> 'name', document ->> 'title', '')) STORED,
    ADD COLUMN told   date   GENERATED ALWAYS AS (coalesce(day_told(document), DATE '9999-12-31')) STORED,
    ADD COLUMN facets varchar[] GENERATED ALWAYS AS (facets_of(document)) STORED;
CREATE INDEX registered_by_facet ON registered USING gin (facets);

DROP VIEW record_view;
CREATE VIEW record_view AS
SELECT r.*,
       (SELECT m.canonical FROM canonical m WHERE m.zone = r.zone AND m.kind = r.kind AND m.id = r.id) AS merged_into,
       (SELECT array_agg(m.id ORDER BY m.id) FROM canonical m
        WHERE m.zone = r.zone AND m.kind = r.kind AND m.canonical = r.id) AS merged_from
FROM registered r;

DROP VIEW record_then;
CREATE OR REPLACE VIEW registered_then AS
SELECT r.kind, r.zone, r.id,
       coalesce((SELECT m.canonical FROM canonical_then m
                 WHERE m.zone = r.zone AND m.kind = 'organisation' AND m.id = r.organisation), r.organisation) AS organisation,
       r.subjects, r.outside_zone, r.document, r.log_partition, r.log_offset, r.recorded_at,
       coalesce(r.document ->> 'name', r.document ->> 'title', '') AS title,
       coalesce(day_told(r.document), DATE '9999-12-31') AS told,
       facets_of(r.document) AS facets
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
