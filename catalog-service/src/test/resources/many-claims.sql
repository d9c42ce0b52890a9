-- Many claims, as the write path would have left them: ${rows} over 24 zones, whose ids begin with ${prefix}, of 200 projects and 40
-- organisations in each. For tests of plans and for the bench; nothing here is random, so that two runs ask of the same rows.

INSERT INTO registered (kind, zone, id, revision, content_hash, organisation, subjects, document,
                        log_partition, log_offset, recorded_at)
SELECT kind, zone, id, 1, md5(zone || kind || id), document ->> 'organisation', subjects_of(kind, id, document), document,
       0, 0, TIMESTAMPTZ '2026-01-01 00:00:00Z'
FROM (SELECT 'zone' AS kind, '${prefix}' || z AS zone, '${prefix}' || z AS id,
             jsonb_build_object('id', '${prefix}' || z, 'revision', 1, 'name', 'Zone ' || z) AS document
      FROM generate_series(0, 23) AS z
      UNION ALL
      SELECT 'organisation', '${prefix}' || z, 'maker-' || o,
             jsonb_build_object('zone', '${prefix}' || z, 'id', 'maker-' || o, 'revision', 1, 'name', 'Maker ' || o,
                                'role', 'enterprise', 'outsideZone', false)
      FROM generate_series(0, 23) AS z, generate_series(0, 39) AS o
      UNION ALL
      SELECT 'project', '${prefix}' || z, 'project-' || p,
             jsonb_build_object('zone', '${prefix}' || z, 'id', 'project-' || p, 'revision', 1, 'name', 'Project ' || p,
                                'organisation', 'maker-' || p % 40,
                                'phases', jsonb_build_array(jsonb_build_object('id', 'main', 'name', 'Main', 'status', 'operating')))
      FROM generate_series(0, 23) AS z, generate_series(0, 199) AS p) AS record;

INSERT INTO claim (zone, id, revision, content_hash, project, document, subject, stated_subject, measure, product, counted, basis, status,
                   period, from_day, not_later, untimed, published, unit, figure, qualifier, stated_rank,
                   log_partition, log_offset, recorded_at)
SELECT zone, id, 1, md5(zone || id), project,
       jsonb_strip_nulls(jsonb_build_object(
           'zone', zone, 'id', id, 'revision', 1,
           'subject', jsonb_build_object('project', project, 'phase', 'main'),
           'measure', measure, 'product', product, 'counted', counted,
           'quantity', jsonb_build_object('value', figure, 'unit', unit, 'qualifier', 'exact'),
           'status', status, 'basis', basis,
           'effectiveFrom', CASE WHEN period IS NULL THEN
               jsonb_build_object('date', from_day::text, 'precision', 'day') END,
           'period', period, 'rank', rank, 'reason', CASE WHEN rank = 'deprecated' THEN 'an older table' END,
           'statedBy', CASE WHEN n % 3 = 0 THEN
               jsonb_build_object('name', 'Speaker ' || n / 24 % 500, 'organisation', 'maker-' || n / 24 % 40) END,
           'source', jsonb_build_object('uri', 'urn:example:report:' || n / 200, 'publisher', 'Example Daily',
                                        'publishedOn', published::text, 'language', 'en', 'machineTranslated', false,
                                        'excerpt', 'a capacity of ' || figure || ' tons a year'))),
       'project/' || project || '/main', 'project/' || project || '/main', measure, product, counted, basis, status, period,
       CASE WHEN period IS NULL THEN from_day ELSE '-infinity' END, false, NULL, published, unit, figure, 'exact', rank,
       n % 6, n, TIMESTAMPTZ '2026-01-01 00:00:00Z' + n * INTERVAL '1 second'
FROM (SELECT n, '${prefix}' || n % 24 AS zone, 'claim-' || n AS id, 'project-' || n / 24 % 200 AS project, measure,
             CASE WHEN measure IN ('capacity', 'output') THEN
                 (ARRAY ['ndfeb-sintered', 'ndfeb-bonded', 'polishing-powder', 'cerium-oxide', 'neodymium-metal',
                         'catalytic-material', 'hydrogen-storage-material', 'ndfeb-hot-pressed'])[1 + n / 24 % 8] END AS product,
             CASE WHEN measure = 'count' THEN 'patents' END AS counted,
             CASE measure WHEN 'capacity' THEN 't/a' WHEN 'output' THEN 't' WHEN 'count' THEN '1' ELSE 'CNY' END AS unit,
             (1 + n % 9973)::numeric AS figure,
             CASE WHEN measure = 'capacity' THEN
                 (ARRAY ['operating', 'operating', 'operating', 'construction', 'announced', 'approved',
                         'commissioning', 'mothballed'])[1 + n / 24 % 8] END AS status,
             CASE WHEN n % 10 = 0 AND measure <> 'count' THEN 'planned' ELSE 'actual' END AS basis,
             CASE WHEN measure NOT IN ('capacity', 'count') THEN (2010 + n / 24 % 16)::text END AS period,
             DATE '2010-01-01' + n / 24 % 6000 AS from_day,
             DATE '2015-01-01' + n / 24 % 4000 AS published,
             CASE WHEN n % 50 = 7 THEN 'deprecated' WHEN n % 50 = 8 THEN 'preferred' ELSE 'normal' END AS rank
      FROM (SELECT n, (ARRAY ['capacity', 'capacity', 'capacity', 'capacity', 'capacity', 'capacity', 'output', 'output',
                              'gross-output-value', 'count'])[1 + n / 24 / 8 % 10] AS measure
            FROM generate_series(0, ${rows} - 1) AS n) AS numbered) AS told;

INSERT INTO revision (kind, zone, id, revision, content_hash, event_id, event_source, event_type, document, log_partition,
                      log_offset, recorded_at, subject, measure, product, counted, basis, status, period, from_day, not_later,
                      published, unit, figure, qualifier, rank)
SELECT 'claim', zone, id, revision, content_hash, md5(zone || id), 'urn:example:many',
       CASE measure WHEN 'capacity' THEN 'zone.capacity.reported.v1' WHEN 'output' THEN 'zone.output.reported.v1'
                    WHEN 'count' THEN 'zone.count.reported.v1' ELSE 'zone.value.reported.v1' END,
       document, log_partition, log_offset, recorded_at, subject, measure, product, counted, basis, status, period, from_day,
       not_later, published, unit, figure, qualifier, stated_rank
FROM claim WHERE zone LIKE '${prefix}%';
