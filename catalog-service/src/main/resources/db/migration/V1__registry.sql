-- The registry: a fold of the event log. Everything here can be dropped and made again by replaying the log.

-- Everything that was ever said, once for each content: the same id and revision with other content is two rows.
CREATE TABLE revision (
    kind          text        NOT NULL, -- EventType.kind(): zone, organisation, claim, reranking, ...
    zone          text        NOT NULL,
    id            text        NOT NULL,
    revision      integer     NOT NULL,
    content_hash  text        NOT NULL,
    event_id      text        NOT NULL,
    event_type    text        NOT NULL,
    document      jsonb       NOT NULL, -- the event's data
    log_partition integer     NOT NULL, -- where in the log it stood first
    log_offset    bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL, -- the broker's append time
    PRIMARY KEY (zone, kind, id, revision, content_hash)
);

-- Zones, organisations, projects, policies, milestones, rankings, chains: of each the greatest (revision, content_hash).
CREATE TABLE registered (
    kind          text        NOT NULL,
    zone          text        NOT NULL,
    id            text        NOT NULL,
    revision      integer     NOT NULL,
    content_hash  text        NOT NULL,
    organisation  text,                 -- of a project: whose it is
    subjects      text[]      NOT NULL, -- Subject.path() of all that it registers: itself, its phases, their lines
    document      jsonb       NOT NULL,
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL,
    PRIMARY KEY (kind, zone, id)
);
CREATE INDEX registered_by_id ON registered (kind, id, zone);
CREATE INDEX registered_by_organisation ON registered (organisation, zone, id) WHERE organisation IS NOT NULL;

-- A claim is two maxima: of its contents, and of its marks (re-ranking, supersession, retraction). The mark stands if
-- it is greater than the content. Either may come first.
CREATE TABLE claim (
    zone               text    NOT NULL,
    id                 text    NOT NULL,
    revision           integer,
    content_hash       text,
    document           jsonb,
    subject            text,
    project            text,
    organisation       text,
    measure            text,
    product            text,
    status             text,
    stated_rank        text,
    log_partition      integer,
    log_offset         bigint,
    recorded_at        timestamptz,
    mark_kind          text,
    mark_revision      integer,
    mark_hash          text,
    mark_rank          text,
    mark_document      jsonb,
    mark_log_partition integer,
    mark_log_offset    bigint,
    mark_recorded_at   timestamptz,
    mark_stands        boolean GENERATED ALWAYS AS
        (coalesce((mark_revision, mark_hash) > (revision, content_hash), false)) STORED,
    PRIMARY KEY (zone, id)
);
CREATE INDEX claim_by_id ON claim (id, zone);
CREATE INDEX claim_by_project ON claim (project, zone, id);
CREATE INDEX claim_by_organisation ON claim (organisation, zone, id);
CREATE INDEX claim_by_product ON claim (product, zone, id);
CREATE INDEX claim_by_measure ON claim (measure, zone, id);
CREATE INDEX claim_by_status ON claim (status, zone, id);
CREATE INDEX claim_by_rank ON claim (
    (CASE WHEN mark_stands AND mark_kind = 'reranking' THEN mark_rank ELSE stated_rank END), zone, id);

-- What an analyst sees of a claim: content with the rank in force, and whether its subject is registered.
CREATE VIEW claim_view AS
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
             AND c.subject = ANY (r.subjects)) AS resolved
FROM claim c
WHERE c.document IS NOT NULL;

-- Records of the log that are no events; their bytes are in the dead-letter topic.
CREATE TABLE dead_letter (
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    reason        text        NOT NULL,
    size          integer     NOT NULL,
    recorded_at   timestamptz NOT NULL,
    PRIMARY KEY (log_partition, log_offset)
);

-- How far the log is reflected; written in the transaction that writes the rows.
CREATE TABLE log_position (
    log_partition integer PRIMARY KEY,
    next_offset   bigint NOT NULL
);
