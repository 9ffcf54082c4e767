//! Reading stories and articles.

use crate::archive::Archive;
use crate::error::Error;
use crate::rows::{ARTICLE, analysis, article_with, derivations_among};
use crate::{stories, threads};
use rusqlite::{Connection, params};
use serde::Serialize;
use variorum::analyse::Analysis;
use variorum::article::Article;
use variorum::collate::view::Thread;
use variorum::relate::{Derivation, Story};

/// One line of the list of stories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryLine {
    pub id: String,
    pub title: String,
    pub articles: usize,
    /// Articles that do not derive from each other.
    pub texts: usize,
    pub findings: usize,
    /// First and last publication day of its articles, where known.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
}

/// All that the stages need to lay a story out: its articles in collection order, and what was found in them.
pub struct StoryMaterial {
    /// Its articles are named by their place in `articles`.
    pub story: Story,
    pub articles: Vec<Article>,
    pub analyses: Vec<Analysis>,
    pub derivations: Vec<Derivation>,
}

/// A text of an article that was published in several versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    pub version: i64,
    pub id: String,
    pub superseded_by: Option<String>,
    pub published: Option<String>,
    pub headline: Option<String>,
}

impl Archive {
    /// All stories, by first day (undated last), then id.
    pub fn stories(&self) -> Result<Vec<StoryLine>, Error> {
        let list = || -> rusqlite::Result<Vec<StoryLine>> {
            let mut find = self.connection.prepare(
                "SELECT id, title, articles, texts, findings, first_day, last_day FROM v_stories
                 ORDER BY first_day IS NULL, first_day, id",
            )?;
            let rows = find.query_map([], |row| {
                Ok(StoryLine {
                    id: row.get(0)?,
                    title: row.get(1)?,
                    articles: row.get(2)?,
                    texts: row.get(3)?,
                    findings: row.get(4)?,
                    first_day: row.get(5)?,
                    last_day: row.get(6)?,
                })
            })?;
            rows.collect()
        };
        list().map_err(|source| self.failed(source))
    }

    /// The id of the story that `id` names: its id, one it had before, the id of one of its articles, or the beginning
    /// of any of them.
    pub fn story_id(&self, id: &str) -> Result<String, Error> {
        self.one(
            id,
            "SELECT id FROM stories WHERE id >= ?1 AND id < ?2
             UNION SELECT story FROM story_aliases WHERE old >= ?1 AND old < ?2
             UNION SELECT m.story FROM articles a JOIN story_members m ON m.article = a.number
             WHERE a.id >= ?1 AND a.id < ?2 LIMIT 2",
        )
    }

    /// The id of the article that `id` names or begins.
    pub fn article_id(&self, id: &str) -> Result<String, Error> {
        self.one(id, "SELECT id FROM articles WHERE id >= ?1 AND id < ?2 LIMIT 2")
    }

    pub(crate) fn one(&self, id: &str, query: &str) -> Result<String, Error> {
        let find = || -> rusqlite::Result<Vec<String>> {
            // "g" is greater than any hexadecimal digit.
            self.connection.prepare(query)?.query_map(params![id, format!("{id}g")], |row| row.get(0))?.collect()
        };
        let found = find().map_err(|source| self.failed(source))?;
        let (path, id) = (self.path.clone(), id.to_string());
        match found.as_slice() {
            _ if id.is_empty() => Err(Error::NotFound { path, id }),
            [one] => Ok(one.clone()),
            [] => Err(Error::NotFound { path, id }),
            _ => Err(Error::Ambiguous { path, id }),
        }
    }

    /// What a story is made of; `id` as [`Archive::story_id`] gives it.
    pub fn story(&self, id: &str) -> Result<StoryMaterial, Error> {
        material(&self.connection, id).map_err(|source| self.failed(source))
    }

    /// An earlier version of an article and the version that came after it, in this order, with their analyses.
    pub fn version_and_next(&self, id: &str) -> Result<(Vec<Article>, Vec<Analysis>), Error> {
        let find = || -> rusqlite::Result<(Vec<Article>, Vec<Analysis>)> {
            let mut find = self.connection.prepare(
                "SELECT number FROM articles WHERE id = ?1 UNION ALL
                 SELECT n.number FROM articles o JOIN articles n ON n.id = o.superseded_by WHERE o.id = ?1",
            )?;
            let (mut articles, mut analyses) = (Vec::new(), Vec::new());
            for number in find.query_map([id], |row| row.get::<_, i64>(0))? {
                let number = number?;
                let article = article_with(&self.connection, number, ARTICLE)?;
                analyses.push(analysis(&self.connection, number, &article)?);
                articles.push(article);
            }
            Ok((articles, analyses))
        };
        find().map_err(|source| self.failed(source))
    }

    /// The links of a story to those before and after it.
    pub fn threads(&self, story: &str) -> Result<Vec<Thread>, Error> {
        threads::of(&self.connection, story).map_err(|source| self.failed(source))
    }

    /// The other versions of the articles of a story, oldest first; articles with one version are left out.
    pub fn versions(&self, story: &str) -> Result<Vec<Vec<Version>>, Error> {
        let find = || -> rusqlite::Result<Vec<Vec<Version>>> {
            let mut keys = self.connection.prepare(
                "SELECT a.key FROM story_members m JOIN articles a ON a.number = m.article
                 WHERE m.story = ? AND a.version > 1 ORDER BY m.place",
            )?;
            let mut versions = self.connection.prepare(
                "SELECT version, id, superseded_by, published, headline FROM articles WHERE key = ? ORDER BY version",
            )?;
            let mut found = Vec::new();
            for key in keys.query_map([story], |row| row.get::<_, String>(0))? {
                let rows = versions.query_map([key?], |row| {
                    Ok(Version {
                        version: row.get(0)?,
                        id: row.get(1)?,
                        superseded_by: row.get(2)?,
                        published: row.get(3)?,
                        headline: row.get(4)?,
                    })
                })?;
                found.push(rows.collect::<rusqlite::Result<Vec<Version>>>()?);
            }
            Ok(found)
        };
        find().map_err(|source| self.failed(source))
    }
}

fn material(connection: &Connection, id: &str) -> rusqlite::Result<StoryMaterial> {
    let (story, numbers) = stories::read(connection, id)?;
    let mut material = StoryMaterial { story, articles: Vec::new(), analyses: Vec::new(), derivations: Vec::new() };
    for number in &numbers {
        let article = article_with(connection, *number, ARTICLE)?;
        material.analyses.push(analysis(connection, *number, &article)?);
        material.articles.push(article);
    }
    material.derivations = derivations_among(connection, &numbers)?;
    Ok(material)
}
