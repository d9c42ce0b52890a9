-- Who named the event: ids of events are unique for their source only. Rows from before this have none; a replay fills it.
ALTER TABLE revision ADD COLUMN event_source text;

-- The claim's own other contents under the revision that holds, beside it. A conflict is decided by the greater hash, which is
-- arbitrary, so it is told.
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
             AND c.subject = ANY (r.subjects)) AS resolved,
       (SELECT count(*) - 1 FROM revision v
        WHERE v.zone = c.zone AND v.kind = 'claim' AND v.id = c.id AND v.revision = c.revision) AS conflicts
FROM claim c
WHERE c.document IS NOT NULL;
