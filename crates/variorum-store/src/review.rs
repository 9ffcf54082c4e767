//! What reviewers decide about findings.

use crate::archive::Archive;
use crate::error::Error;
use crate::prepare::number_of;
use rusqlite::params;
use serde::Serialize;

/// What a reviewer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The finding is right.
    Confirm,
    /// The finding is wrong, and no longer shown among the others.
    Dismiss,
    /// The accounts it compares are not about one thing.
    Split,
}

/// A decision as it stands in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    pub finding: String,
    /// confirm, dismiss or split
    pub decision: String,
    pub reason: String,
}

impl Decision {
    /// The word that the archive keeps.
    pub fn word(self) -> &'static str {
        match self {
            Decision::Confirm => "confirm",
            Decision::Dismiss => "dismiss",
            Decision::Split => "split",
        }
    }
}

impl Archive {
    /// Records a decision; `finding` is its id or the beginning of it. Gives the whole id.
    ///
    /// Earlier decisions about the finding are kept; the last one counts.
    pub fn review(&mut self, finding: &str, decision: Decision, reason: &str) -> Result<String, Error> {
        let id = self.one(finding, "SELECT DISTINCT id FROM findings WHERE id >= ?1 AND id < ?2 LIMIT 2")?;
        self.connection
            .execute(
                "INSERT INTO decisions (finding, decision, reason) VALUES (?, ?, ?)",
                params![id, decision.word(), reason],
            )
            .map_err(|source| self.failed(source))?;
        Ok(id)
    }

    /// The decisions that count for the findings of a story, in the order of the findings.
    pub fn decisions(&self, story: &str) -> Result<Vec<Decided>, Error> {
        let find = || -> rusqlite::Result<Vec<Decided>> {
            let mut find = self.connection.prepare(
                "SELECT d.finding, d.decision, d.reason FROM findings f JOIN decisions d ON d.finding = f.id
                 WHERE f.story = ? AND d.number = (SELECT max(l.number) FROM decisions l WHERE l.finding = f.id)
                 ORDER BY f.number",
            )?;
            let rows = find.query_map([story], |row| {
                Ok(Decided { finding: row.get(0)?, decision: row.get(1)?, reason: row.get(2)? })
            })?;
            rows.collect()
        };
        find().map_err(|source| self.failed(source))
    }

    /// Whether the archive holds this article.
    pub fn holds(&self, id: &str) -> Result<bool, Error> {
        let mut find = self
            .connection
            .prepare("SELECT 1 FROM articles WHERE number = ? AND id = ?")
            .map_err(|source| self.failed(source))?;
        find.exists(params![number_of(id), id]).map_err(|source| self.failed(source))
    }
}
