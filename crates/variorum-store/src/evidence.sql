-- Every place that a claim, a finding, a reading or a derivation rests on. `id` names the claim, finding or quotation; of a
-- derivation the two articles. `side` is the side of a finding, the reading of a quotation, 0 for the earlier article of
-- a derivation and 1 for the later.
WITH found AS (
    SELECT 'claim' AS item, c.story, c.id, 0 AS side, w.key AS place, w.value AS evidence
    FROM claims c, json_each(c.body, '$.witnesses') w
    UNION ALL
    SELECT 'finding', f.story, f.id, s.key, w.key, w.value
    FROM findings f, json_each(f.body, '$.sides') s, json_each(s.value) w
    UNION ALL
    SELECT 'reading', r.story, r.quotation, r.reading, p.key, json_object('passage', json(p.value), 'said_by', r.speaker)
    FROM readings r, json_each(r.body, '$.passages') p
),
shared AS (
    SELECT x.id || ' ' || y.id AS id, s.side, p.key AS place, iif(s.side = 0, x.id, y.id) AS article,
           CAST(iif(s.side = 0, x.text, y.text) AS BLOB) AS text,
           p.value ->> iif(s.side = 0, '$.a.start', '$.b.start') AS first,
           p.value ->> iif(s.side = 0, '$.a.end', '$.b.end') AS last
    FROM derivations d JOIN articles x ON x.number = d.a JOIN articles y ON y.number = d.b,
         json_each(d.body, '$.passages') p, (SELECT 0 AS side UNION ALL SELECT 1) s
)
SELECT item, story, id, side, place, evidence ->> '$.passage.article' AS article,
       evidence ->> '$.passage.start' AS start, evidence ->> '$.passage.end' AS "end",
       evidence ->> '$.passage.start_byte' AS start_byte, evidence ->> '$.passage.end_byte' AS end_byte,
       evidence ->> '$.passage.exact' AS exact, evidence ->> '$.value' AS value,
       evidence ->> '$.said_by' AS said_by, evidence ->> '$.origin' AS origin
FROM found
UNION ALL
SELECT 'derivation', NULL, id, side, place, article,
       length(CAST(substr(text, 1, first) AS TEXT)), length(CAST(substr(text, 1, last) AS TEXT)), first, last,
       CAST(substr(text, first + 1, last - first) AS TEXT), NULL, NULL, NULL
FROM shared
ORDER BY item, story, id, side, place
