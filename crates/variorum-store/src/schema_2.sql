-- Version 2 of the archive: links between stories, and likely neighbours of articles and stories from indexes.

CREATE TABLE profile_terms (                    -- the strongest terms of an article; for the program only
    term    INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    article INTEGER NOT NULL,
    weight  REAL NOT NULL,
    PRIMARY KEY (term, day, article)
) WITHOUT ROWID;
CREATE TABLE thread_terms (                     -- the strongest terms of a story; for the program only
    term   INTEGER NOT NULL,
    day    INTEGER NOT NULL,
    story  TEXT NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (term, day, story)
) WITHOUT ROWID;
CREATE INDEX thread_terms_by_story ON thread_terms (story);
CREATE TABLE threads (                          -- stories that continue each other
    earlier    TEXT NOT NULL,
    later      TEXT NOT NULL,
    ordered    INTEGER NOT NULL,                -- 1 where days say which came first
    similarity REAL NOT NULL,
    reason     TEXT NOT NULL,
    PRIMARY KEY (later, earlier)
) WITHOUT ROWID;
CREATE INDEX threads_by_earlier ON threads (earlier);
CREATE VIEW v_threads AS
    SELECT t.earlier, e.title AS earlier_title, t.later, l.title AS later_title, t.ordered, t.similarity, t.reason
    FROM threads t JOIN stories e ON e.id = t.earlier JOIN stories l ON l.id = t.later ORDER BY t.earlier, t.later;

-- What stands in the new tables is made when the articles are analysed again, by the next `add`.
UPDATE analyses SET version = 0;
