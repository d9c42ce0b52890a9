-- 67,000 organisations and projects with three names each and 100,000 claims on the projects, in 24 zones.
INSERT INTO registered (kind, zone, id, revision, content_hash, organisation, subjects, document,
                        log_partition, log_offset, recorded_at)
SELECT kind, 'many-' || i % 24, kind || '-' || i, 1, '', CASE WHEN kind = 'project' THEN 'organisation-' || i - 24 END,
       ARRAY [kind || '/' || kind || '-' || i, kind || '/' || kind || '-' || i || '/one'],
       jsonb_build_object('name', city || ' ' || one || ' ' || two || ' ' || what || ' Co., Ltd.',
                          'localName', stadt || chr(19968 + i % 3000) || chr(19968 + i / 7 % 3000) || was || '有限公司',
                          'aliases', jsonb_build_array(jsonb_build_object('name', one || ' ' || two)),
                          'source', jsonb_build_object('uri', 'urn:source:' || i % 1000)),
       0, i, now()
FROM (SELECT i, CASE WHEN i / 24 % 2 = 0 THEN 'organisation' ELSE 'project' END AS kind,
             (ARRAY ['Baotou', 'Beijing', 'Ningbo', 'Ganzhou', 'Inner Mongolia', 'Shenyang'])[1 + i % 6] AS city,
             (ARRAY ['包头', '北京', '宁波', '赣州', '内蒙古', '沈阳'])[1 + i % 6] AS stadt,
             translate(left(md5(i::text), 7), '0123456789', 'aeiouaeiou') AS one,
             translate(left(md5((i * 31)::text), 6), '0123456789', 'aeiouaeiou') AS two,
             (ARRAY ['Rare Earth Materials', 'Magnetic Materials', 'Functional Alloy'])[1 + i / 6 % 3] AS what,
             (ARRAY ['稀土材料', '磁性材料', '合金'])[1 + i / 6 % 3] AS was
      FROM generate_series(1, 67000) AS i) AS names;

INSERT INTO claim (zone, id, revision, content_hash, document, subject, stated_subject, project, measure, product, status,
                   stated_rank, basis, from_day, not_later, published, unit, figure, qualifier,
                   log_partition, log_offset, recorded_at)
SELECT zone, 'claim-' || i, 1, '',
       jsonb_build_object('source', jsonb_build_object('uri', 'urn:source:' || i % 1000),
                          'effectiveFrom', jsonb_build_object('date', day::text)),
       'project/' || project, 'project/' || project, project, 'capacity', product, status, 'normal', basis, day, false,
       '2020-10-31', 't/a', figure, 'exact', 0, i, now()
FROM (SELECT i, 'many-' || i % 24 AS zone, 'project-' || 24 + i % 24 + 48 * (i / 24 % 1395) AS project,
             (ARRAY ['ndfeb-sintered', 'ndfeb-bonded', 'cerium-oxide'])[1 + i % 3] AS product,
             (ARRAY ['construction', 'operating', 'announced'])[1 + i / 3 % 3] AS status,
             CASE WHEN i % 5 = 0 THEN 'planned' ELSE 'actual' END AS basis,
             date '2015-12-31' + 365 * (i / 11 % 8) AS day, 1000 + i % 3000 AS figure
      FROM generate_series(1, 100000) AS i) AS claims;

ANALYZE registered;
ANALYZE claim;
