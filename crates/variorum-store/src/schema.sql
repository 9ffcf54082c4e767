-- Version 1 of the archive. Described for people in docs/ARCHIVE.md.
-- Numbers of articles are made from their content hashes, so that the rows do not depend on the order of arrival.

CREATE TABLE articles (
    number        INTEGER PRIMARY KEY,          -- from the first 63 bits of the id
    id            TEXT NOT NULL UNIQUE,         -- content hash
    key           TEXT NOT NULL,                -- what its versions share: the url, or else outlet and name
    version       INTEGER NOT NULL,             -- 1 for the first text under this key
    superseded_by TEXT,                         -- id of the version that came after; NULL: current
    name          TEXT NOT NULL,
    url           TEXT,
    outlet        TEXT,
    headline      TEXT,
    byline        TEXT,
    published     TEXT,                         -- RFC 3339, as far as it is known
    day           INTEGER,                      -- publication day in days since 1970
    language      TEXT,
    words         INTEGER NOT NULL,
    text          TEXT NOT NULL
);
CREATE INDEX articles_by_key ON articles (key, version);
CREATE INDEX articles_by_day ON articles (day);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    headline, text, content="articles", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_inserted AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
END;
CREATE TRIGGER articles_changed AFTER UPDATE OF headline, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;

-- What analysis found: JSON, deflated. Void where `version` is not the program's.
CREATE TABLE analyses (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    as_of   TEXT,                               -- day that relative dates were resolved against
    body    BLOB NOT NULL
);

-- What relating needs of an article without its analysis. Current versions only.
CREATE TABLE sketches (
    article      INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    day          INTEGER,
    profile      TEXT NOT NULL,                 -- JSON: what it is about
    quoted       TEXT NOT NULL,                 -- JSON: its passages in quotation marks
    text_hash    INTEGER NOT NULL,              -- equal for texts that differ in typography alone
    fingerprints TEXT NOT NULL,                 -- JSON: hash and first word of chosen word runs
    compared     TEXT NOT NULL DEFAULT ''       -- what it was compared with last: nothing is done again while it stays
);
CREATE INDEX sketches_by_day ON sketches (day);
CREATE TABLE fingerprints (
    hash    INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, day, article)
) WITHOUT ROWID;
CREATE TABLE likenesses (                       -- pairs of articles alike enough to be one story
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX likenesses_by_second ON likenesses (b);

CREATE TABLE derivations (
    a         INTEGER NOT NULL,                 -- the earlier in collection order
    b         INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    direction TEXT NOT NULL,
    share_of_a REAL NOT NULL,
    share_of_b REAL NOT NULL,
    reason    TEXT NOT NULL,
    body      TEXT NOT NULL,                    -- JSON, with the shared passages
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX derivations_by_second ON derivations (b);

CREATE TABLE stories (
    id       TEXT PRIMARY KEY,                  -- content hash of the ids of its articles
    title    TEXT NOT NULL,
    articles INTEGER NOT NULL,
    texts    INTEGER NOT NULL,                  -- articles that do not derive from each other
    first_day TEXT,
    last_day  TEXT
) WITHOUT ROWID;
CREATE TABLE story_members (
    article    INTEGER PRIMARY KEY,
    story      TEXT NOT NULL,
    place      INTEGER NOT NULL,                -- 0 is witness A
    similarity REAL NOT NULL,
    reason     TEXT NOT NULL
);
CREATE INDEX story_members_by_story ON story_members (story, place);
-- Ids that a story had before it grew, merged or split: they still find it.
CREATE TABLE story_aliases (
    old   TEXT PRIMARY KEY,
    story TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_aliases_by_story ON story_aliases (story);
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    change TEXT NOT NULL,                       -- grew, merged, split, shrank
    story  TEXT NOT NULL,
    into_story TEXT NOT NULL
);

CREATE TABLE claims (
    story TEXT NOT NULL, number INTEGER NOT NULL,
    id TEXT NOT NULL, text TEXT NOT NULL, strength TEXT NOT NULL, witnesses INTEGER NOT NULL, origins TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (story, number)
) WITHOUT ROWID;
CREATE TABLE readings (
    story TEXT NOT NULL, number INTEGER NOT NULL, reading INTEGER NOT NULL,
    quotation TEXT NOT NULL, speaker TEXT, article TEXT NOT NULL, wording TEXT NOT NULL, marked INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (story, number, reading)
) WITHOUT ROWID;
CREATE TABLE findings (
    story TEXT NOT NULL, number INTEGER NOT NULL,
    id TEXT NOT NULL, kind TEXT NOT NULL, attribute TEXT NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL,
    why TEXT NOT NULL,
    body TEXT NOT NULL,                         -- JSON, as every face shows it
    PRIMARY KEY (story, number)
) WITHOUT ROWID;
CREATE INDEX findings_by_id ON findings (id);
CREATE INDEX findings_by_kind ON findings (kind);
CREATE TABLE finding_articles (
    story TEXT NOT NULL, finding TEXT NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (story, finding, article)
) WITHOUT ROWID;
CREATE INDEX finding_articles_by_article ON finding_articles (article);
-- What reviewers decided. Findings have ids made from their content, so decisions outlive every new run.
CREATE TABLE decisions (
    number   INTEGER PRIMARY KEY,
    finding  TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('confirm', 'dismiss', 'split')),
    reason   TEXT NOT NULL
);
CREATE INDEX decisions_by_finding ON decisions (finding);

CREATE TABLE attributions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE, number INTEGER NOT NULL,
    kind TEXT NOT NULL, style TEXT NOT NULL, speaker TEXT, source TEXT, cue TEXT, content TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,           -- of the content, in Unicode code points
    start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE TABLE entities (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE, number INTEGER NOT NULL,
    name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX entities_by_name ON entities (name COLLATE NOCASE);

-- For people.
CREATE VIEW v_articles AS
    SELECT a.id, a.version, a.superseded_by, a.name, a.outlet, a.headline, a.published, a.url, a.words, m.story
    FROM articles a LEFT JOIN story_members m ON m.article = a.number
    ORDER BY a.day IS NULL, a.published, a.name, a.id;
CREATE VIEW v_stories AS
    SELECT s.*, (SELECT count(*) FROM findings f WHERE f.story = s.id) AS findings
    FROM stories s ORDER BY s.first_day IS NULL, s.first_day, s.id;
CREATE VIEW v_findings AS
    SELECT f.story, s.title, f.kind, f.attribute, f.subject, f.why, f.rule, f.id,
           (SELECT d.decision FROM decisions d WHERE d.finding = f.id ORDER BY d.number DESC LIMIT 1) AS decision
    FROM findings f JOIN stories s ON s.id = f.story ORDER BY f.story, f.number;
CREATE VIEW v_quotations AS
    SELECT a.id AS article, a.outlet, a.published, q.speaker, q.source, q.cue, q.content, q.style, q.start, q."end"
    FROM attributions q JOIN articles a ON a.number = q.article ORDER BY a.id, q.number;
CREATE VIEW v_versions AS
    SELECT key, version, id, published, headline, words, superseded_by FROM articles ORDER BY key, version;
CREATE VIEW v_copies AS
    SELECT x.id AS a, y.id AS b, d.kind, d.direction, d.share_of_a, d.share_of_b, d.reason
    FROM derivations d JOIN articles x ON x.number = d.a JOIN articles y ON y.number = d.b ORDER BY x.id, y.id;
