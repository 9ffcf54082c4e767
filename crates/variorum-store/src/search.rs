//! Full text with filters.

use crate::archive::Archive;
use crate::error::Error;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

/// What a search is narrowed to; all given must hold.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// A part of the name of who speaks.
    pub speaker: Option<String>,
    /// The name of the outlet, in any case.
    pub outlet: Option<String>,
    /// A part of the name of a person, organisation or place.
    pub entity: Option<String>,
    /// First and last publication day.
    pub since: Option<jiff::civil::Date>,
    pub until: Option<jiff::civil::Date>,
    /// A kind of finding the article takes part in: "conflict".
    pub finding: Option<String>,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    pub article: String,
    pub name: String,
    pub outlet: Option<String>,
    pub headline: Option<String>,
    pub published: Option<String>,
    pub story: Option<String>,
    /// Some words around what was found, the words found between `[` and `]`; the beginning where no words were asked.
    pub snippet: String,
}

impl Archive {
    /// The current articles that hold all words of `query` and pass the filters, best first, then by id. Words inside
    /// double quotes must follow each other. Without words: all that pass, by day.
    pub fn search(&self, query: &str, filters: &Filters) -> Result<Vec<Hit>, Error> {
        self.find(query, filters).map_err(|source| self.failed(source))
    }

    fn find(&self, query: &str, filters: &Filters) -> rusqlite::Result<Vec<Hit>> {
        let words = match_expression(query);
        let mut values: Vec<Value> = Vec::new();
        let mut conditions = vec!["a.superseded_by IS NULL".to_string()];
        let mut condition = |text: &str, value: Value| {
            values.push(value);
            conditions.push(text.replace('?', &format!("?{}", values.len())));
        };
        let (source, snippet, order) = if words.is_empty() {
            ("articles a", "substr(a.text, 1, 120)", "a.day IS NULL, a.published, a.id")
        } else {
            condition("articles_fts MATCH ?", Value::Text(words));
            (
                "articles_fts JOIN articles a ON a.number = articles_fts.rowid",
                "snippet(articles_fts, 1, '[', ']', '…', 16)",
                "rank, a.id",
            )
        };
        if let Some(speaker) = &filters.speaker {
            condition(
                "EXISTS (SELECT 1 FROM attributions q WHERE q.article = a.number
                 AND (instr(lower(q.speaker), lower(?)) OR instr(lower(q.source), lower(?))))",
                Value::Text(speaker.clone()),
            );
        }
        if let Some(outlet) = &filters.outlet {
            condition("a.outlet = ? COLLATE NOCASE", Value::Text(outlet.clone()));
        }
        if let Some(entity) = &filters.entity {
            condition(
                "EXISTS (SELECT 1 FROM entities e WHERE e.article = a.number
                 AND (instr(lower(e.name), lower(?)) OR instr(lower(e.aliases), lower(?))))",
                Value::Text(entity.clone()),
            );
        }
        if let Some(since) = filters.since {
            condition("substr(a.published, 1, 10) >= ?", Value::Text(since.to_string()));
        }
        if let Some(until) = filters.until {
            condition("substr(a.published, 1, 10) <= ?", Value::Text(until.to_string()));
        }
        if let Some(kind) = &filters.finding {
            condition(
                "EXISTS (SELECT 1 FROM finding_articles c JOIN findings f ON f.story = c.story AND f.id = c.finding
                 WHERE c.article = a.number AND f.kind = ?)",
                Value::Text(kind.clone()),
            );
        }
        let mut find = self.connection.prepare(&format!(
            "SELECT a.id, a.name, a.outlet, a.headline, a.published,
                    (SELECT m.story FROM story_members m WHERE m.article = a.number), {snippet}
             FROM {source} WHERE {} ORDER BY {order}",
            conditions.join(" AND ")
        ))?;
        let rows = find.query_map(params_from_iter(values), |row| {
            Ok(Hit {
                article: row.get(0)?,
                name: row.get(1)?,
                outlet: row.get(2)?,
                headline: row.get(3)?,
                published: row.get(4)?,
                story: row.get(5)?,
                snippet: row.get::<_, String>(6)?.split_whitespace().collect::<Vec<_>>().join(" "),
            })
        })?;
        rows.collect()
    }
}

/// What a reader typed, as FTS5 takes it: each word or quoted phrase a string, so that no sign in it is an operator.
fn match_expression(query: &str) -> String {
    let mut strings: Vec<String> = Vec::new();
    for (index, part) in query.split('"').enumerate() {
        let pieces: Vec<&str> = if index % 2 == 1 { vec![part.trim()] } else { part.split_whitespace().collect() };
        let searchable = |piece: &&str| piece.chars().any(char::is_alphanumeric);
        strings.extend(pieces.into_iter().filter(searchable).map(|piece| format!("\"{piece}\"")));
    }
    strings.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_reader_types_is_an_operator() {
        assert_eq!(
            match_expression("harbour AND \"port amary\" NEAR(x) - *"),
            "\"harbour\" \"AND\" \"port amary\" \"NEAR(x)\""
        );
        assert_eq!(match_expression("unclosed \"a phrase"), "\"unclosed\" \"a phrase\"");
    }
}
