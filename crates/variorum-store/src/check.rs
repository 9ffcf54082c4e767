//! Whether an archive is sound.

use crate::archive::Archive;
use crate::error::Error;
use serde::Serialize;

/// What a check counted and what it found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub articles: i64,
    pub stories: i64,
    pub findings: i64,
    pub decisions: i64,
    /// One plain sentence each; empty where all is sound.
    pub faults: Vec<String>,
}

/// Queries that count what must not be, and what that would mean.
const MUST_NOT_BE: &[(&str, &str)] = &[
    (
        "SELECT count(*) FROM articles a LEFT JOIN analyses n ON n.article = a.number WHERE n.article IS NULL",
        "articles without an analysis",
    ),
    (
        // A new schema takes sketches away, with the version of the analyses, until they are made anew.
        "SELECT count(*) FROM articles a JOIN analyses n ON n.article = a.number
         LEFT JOIN sketches s ON s.article = a.number
         WHERE s.article IS NULL AND a.superseded_by IS NULL AND n.version > 0",
        "current articles without a sketch",
    ),
    (
        "SELECT count(*) FROM articles a LEFT JOIN story_members m ON m.article = a.number
         WHERE m.article IS NULL AND a.superseded_by IS NULL",
        "current articles without a story",
    ),
    (
        "SELECT count(*) FROM story_members m LEFT JOIN articles a ON a.number = m.article
         LEFT JOIN stories s ON s.id = m.story
         WHERE a.number IS NULL OR a.superseded_by IS NOT NULL OR s.id IS NULL",
        "members of stories that are no current articles or whose story is missing",
    ),
    (
        "SELECT count(*) FROM stories s
         WHERE s.articles <> (SELECT count(*) FROM story_members m WHERE m.story = s.id)",
        "stories that count other articles than they have",
    ),
    (
        "SELECT count(*) FROM story_aliases l LEFT JOIN stories s ON s.id = l.story WHERE s.id IS NULL",
        "former ids of stories that lead nowhere",
    ),
    (
        "SELECT count(*) FROM derivations d LEFT JOIN articles x ON x.number = d.a LEFT JOIN articles y ON y.number = d.b
         WHERE x.number IS NULL OR y.number IS NULL",
        "derivations of articles that are not there",
    ),
];

impl Archive {
    /// Checks the file's structure, its index of words and that the tables agree with each other.
    pub fn check(&mut self) -> Result<Checked, Error> {
        self.look().map_err(|source| self.failed(source))
    }

    fn look(&self) -> rusqlite::Result<Checked> {
        let connection = &self.connection;
        let mut faults: Vec<String> = Vec::new();
        let mut integrity = connection.prepare("PRAGMA integrity_check(20)")?;
        for row in integrity.query_map([], |row| row.get::<_, String>(0))? {
            let row = row?;
            if row != "ok" {
                faults.push(format!("the file's structure: {row}"));
            }
        }
        let count = |query: &str| connection.query_row(query, [], |row| row.get::<_, i64>(0));
        for (query, meaning) in MUST_NOT_BE {
            let wrong = count(query)?;
            if wrong > 0 {
                faults.push(format!("{wrong} {meaning}"));
            }
        }
        let words = "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)";
        if connection.execute(words, []).is_err() {
            faults.push("the index of words does not fit the articles".into());
        }
        Ok(Checked {
            articles: count("SELECT count(*) FROM articles")?,
            stories: count("SELECT count(*) FROM stories")?,
            findings: count("SELECT count(*) FROM findings")?,
            decisions: count("SELECT count(*) FROM decisions")?,
            faults,
        })
    }
}
