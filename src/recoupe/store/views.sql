-- Readable columns of the records, for people who open the dossier in another program. {r.speaker.actor} is
-- a field of the JSON of a record; # is the last of a list. Offsets are code points, end excluded.

pages AS
SELECT r.id, {r.path} AS path, {r.outlet} AS outlet, {r.url} AS url, r.day AS published, r.lang,
  r.status AS grade, substr(t.text, CAST({r.title.0} AS INTEGER) + 1,
    CAST({r.title.1} AS INTEGER) - CAST({r.title.0} AS INTEGER)) AS title,
  {r.sha256} AS sha256, length(t.text) AS characters, t.text
FROM records r JOIN texts t ON t.doc = r.id
WHERE r.kind = 'documents';

actors AS
SELECT r.id, {r.name} AS name, r.status AS kind, {r.country} AS country, o.id AS stands_for_id,
  {o.name} AS stands_for, r.rank AS mentions
FROM records r LEFT JOIN records o ON o.kind = 'actors' AND o.id = {r.stands_for}
WHERE r.kind = 'actors';

statements AS
SELECT r.id, r.doc, {p.path} AS path, {p.outlet} AS outlet, r.day, r.lang, a.id AS speaker_id,
  {a.name} AS speaker, {r.type} AS type, r.status AS stance,
  substr(t.text, CAST({r.content.0.0} AS INTEGER) + 1,
    CAST({r.content.#.1} AS INTEGER) - CAST({r.content.0.0} AS INTEGER)) AS text,
  CAST({r.content.0.0} AS INTEGER) AS start, CAST({r.content.#.1} AS INTEGER) AS stop,
  {r.said} AS said, CAST({r.confidence} AS REAL) AS confidence, {r.parent} AS parent, {r.outer} AS "outer"
FROM records r JOIN texts t ON t.doc = r.doc
  JOIN records p ON p.kind = 'documents' AND p.id = r.doc
  LEFT JOIN records a ON a.kind = 'actors' AND a.id = {r.speaker.actor}
WHERE r.kind = 'statements';

utterances AS
SELECT r.id, a.id AS speaker_id, {a.name} AS speaker, {r.wording.best} AS wording, r.doc, r.day, r.lang,
  r.rank AS pages
FROM records r LEFT JOIN records a ON a.kind = 'actors' AND a.id = {r.speaker}
WHERE r.kind = 'utterances';

claims AS
SELECT r.id, {r.wording} AS wording, {r.kind} AS kind, {r.slot} AS slot, r.status, {r.party} AS party,
  CAST({r.origins.min} AS INTEGER) AS origins_min, CAST({r.origins.max} AS INTEGER) AS origins_max,
  CAST({r.pages} AS INTEGER) AS pages, r.day, CAST({r.translation_risk} AS REAL) AS translation_risk
FROM records r
WHERE r.kind = 'claims';

passages AS
SELECT m.kind, m.id, m.layer, m.doc, {p.path} AS path, {p.outlet} AS outlet, p.lang, m.start, m.stop,
  substr(t.text, m.start + 1, m.stop - m.start) AS text
FROM marks m JOIN texts t ON t.doc = m.doc JOIN records p ON p.kind = 'documents' AND p.id = m.doc;

contradictions AS
SELECT r.id, r.status AS kind, c.id AS claim_id, {c.wording} AS claim, CASE WHEN CAST({r.can_both_hold} AS TEXT) IN ('1', 'true') THEN 1 ELSE 0 END
  AS can_both_hold,
  CAST({r.translation_risk} AS REAL) AS translation_risk
FROM records r LEFT JOIN records c ON c.kind = 'claims' AND c.id = {r.claim}
WHERE r.kind = 'contradictions';

events AS
SELECT r.id, {r.code} AS code, {r.mode} AS mode, {r.context} AS context, {r.title} AS title, {r.when} AS "when",
  r.day, r.status, CAST({r.origins.min} AS INTEGER) AS origins_min,
  CAST({r.origins.max} AS INTEGER) AS origins_max, CAST({r.pages} AS INTEGER) AS pages
FROM records r
WHERE r.kind = 'events';

positions AS
SELECT r.id, a.id AS holder_id, {a.name} AS holder, {r.issue} AS issue, {r.option} AS option, r.status AS stance,
  {r.force} AS force, {r.voice} AS voice, r.day, r.doc, {p.path} AS path, r.lang,
  substr(t.text, CAST({r.span.0} AS INTEGER) + 1,
    CAST({r.span.1} AS INTEGER) - CAST({r.span.0} AS INTEGER)) AS text,
  CAST({r.span.0} AS INTEGER) AS start, CAST({r.span.1} AS INTEGER) AS stop, {r.statement} AS statement
FROM records r JOIN texts t ON t.doc = r.doc
  JOIN records p ON p.kind = 'documents' AND p.id = r.doc
  LEFT JOIN records a ON a.kind = 'actors' AND a.id = {r.holder}
WHERE r.kind = 'positions';

standings AS
SELECT r.id, a.id AS holder_id, {a.name} AS holder, {r.issue} AS issue, {r.option} AS option,
  {r.stance} AS stance, {r.from} AS since, {r.to} AS until, r.status,
  CAST({r.origins.min} AS INTEGER) AS origins_min
FROM records r LEFT JOIN records a ON a.kind = 'actors' AND a.id = {r.holder}
WHERE r.kind = 'standings';

lineage AS
SELECT {r.kind} AS kind, {r.child} AS child, {c.path} AS child_path, {r.parent} AS parent,
  {p.path} AS parent_path
FROM records r LEFT JOIN records c ON c.kind = 'documents' AND c.id = {r.child}
  LEFT JOIN records p ON p.kind = 'documents' AND p.id = {r.parent}
WHERE r.kind = 'edges';

notes AS
SELECT {r.stage} AS stage, {r.code} AS code, r.doc, {p.path} AS path, {r.text} AS note
FROM records r LEFT JOIN records p ON p.kind = 'documents' AND p.id = r.doc
WHERE r.kind = 'notes';
