-- Version 4 of the archive: likenesses are found from their second article too without looking each of them up.

DROP INDEX IF EXISTS likenesses_by_second;
CREATE INDEX likenesses_by_second ON likenesses (b, score);
