-- Version 3 of the archive: all likenesses that grouping counts are kept, and what relating needs is packed.

DROP TABLE sketches;
-- What relating needs of an article without its analysis; for the program only. Current versions only.
CREATE TABLE sketches (
    article      INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    day          INTEGER,
    profile      BLOB NOT NULL,                 -- packed: what it is about
    finders      BLOB NOT NULL,                 -- its terms in profile_terms, eight bytes each
    quoted       BLOB NOT NULL,                 -- packed: its passages in quotation marks
    text_hash    INTEGER NOT NULL,              -- equal for texts that differ in typography alone
    fingerprints BLOB NOT NULL,                 -- hash and first word of chosen word runs, four bytes each
    compared     TEXT NOT NULL DEFAULT ''       -- what it was compared with last: nothing is done again while it stays
);
CREATE INDEX analyses_by_version ON analyses (version);

-- What follows from sketches is made with them when the articles are analysed again, by the next `add`.
DELETE FROM fingerprints;
DELETE FROM profile_terms;
DELETE FROM likenesses;
DELETE FROM derivations;
DELETE FROM thread_terms;
DELETE FROM threads;
UPDATE analyses SET version = 0;
