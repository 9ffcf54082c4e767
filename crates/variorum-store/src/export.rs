//! Everything in an archive, row by row: complete and ordered.

use crate::archive::Archive;
use crate::body::from_json;
use crate::error::Error;
use crate::rows::{ARTICLE, article, stored_analysis};
use rusqlite::types::ValueRef;
use serde_json::{Map, Number, Value};
use variorum::analyse::Analysis;
use variorum::article::Article;

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Articles,
    Stories,
    Members,
    Attributions,
    Entities,
    Claims,
    Readings,
    Findings,
    /// Every place that a claim, a finding, a reading or a derivation rests on, with its words.
    Evidence,
    Derivations,
    Threads,
    Decisions,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Integer,
    Real,
    Text,
    Json,
}

/// One row: names and values in the order of the columns.
pub type Exported = Map<String, Value>;

impl Table {
    /// All tables, in the order in which they are written.
    pub const ALL: [Table; 12] = [
        Table::Articles,
        Table::Stories,
        Table::Members,
        Table::Attributions,
        Table::Entities,
        Table::Claims,
        Table::Readings,
        Table::Findings,
        Table::Evidence,
        Table::Derivations,
        Table::Threads,
        Table::Decisions,
    ];

    /// What the table is called in an export.
    pub fn name(self) -> &'static str {
        match self {
            Table::Articles => "article",
            Table::Stories => "story",
            Table::Members => "member",
            Table::Attributions => "attribution",
            Table::Entities => "entity",
            Table::Claims => "claim",
            Table::Readings => "reading",
            Table::Findings => "finding",
            Table::Evidence => "evidence",
            Table::Derivations => "derivation",
            Table::Threads => "thread",
            Table::Decisions => "decision",
        }
    }

    fn query(self) -> &'static str {
        match self {
            Table::Articles => {
                "SELECT id, key, version, superseded_by, name, url, outlet, headline, byline, published, language, words,
                 text FROM articles ORDER BY day IS NULL, published, name, id"
            }
            Table::Stories => "SELECT * FROM stories ORDER BY first_day IS NULL, first_day, id",
            Table::Members => {
                "SELECT m.story, m.place, a.id AS article, m.similarity, m.reason
                 FROM story_members m JOIN articles a ON a.number = m.article ORDER BY m.story, m.place"
            }
            Table::Attributions => {
                "SELECT a.id AS article, q.number, q.kind, q.style, q.speaker, q.source, q.cue, q.content AS exact,
                 q.start, q.\"end\", q.start_byte, q.end_byte
                 FROM attributions q JOIN articles a ON a.number = q.article ORDER BY a.id, q.number"
            }
            Table::Entities => {
                "SELECT a.id AS article, e.number, e.name, e.kind, e.aliases, e.mentions
                 FROM entities e JOIN articles a ON a.number = e.article ORDER BY a.id, e.number"
            }
            Table::Claims => "SELECT * FROM claims ORDER BY story, number",
            Table::Readings => "SELECT * FROM readings ORDER BY story, number, reading",
            Table::Findings => "SELECT * FROM findings ORDER BY story, number",
            Table::Evidence => include_str!("evidence.sql"),
            Table::Derivations => {
                "SELECT x.id AS a, y.id AS b, d.kind, d.direction, d.share_of_a, d.share_of_b, d.reason
                 FROM derivations d JOIN articles x ON x.number = d.a JOIN articles y ON y.number = d.b
                 ORDER BY x.id, y.id"
            }
            Table::Threads => "SELECT earlier, later, ordered, similarity, reason FROM threads ORDER BY earlier, later",
            Table::Decisions => "SELECT finding, decision, reason FROM decisions ORDER BY number",
        }
    }
}

impl Archive {
    /// The names of the columns of a table and what their values are, in their order.
    pub fn columns(&self, table: Table) -> Result<Vec<(String, Kind)>, Error> {
        let find = self.connection.prepare(table.query()).map_err(|source| self.failed(source))?;
        Ok(find.column_names().into_iter().map(|name| (name.to_string(), kind(name))).collect())
    }

    /// Hands the rows of a table to `take`, one at a time, in their order; the column `body` as JSON, not as text.
    pub fn export<E: From<Error>>(
        &self,
        table: Table,
        take: &mut dyn FnMut(Exported) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |source| E::from(self.failed(source));
        let mut find = self.connection.prepare(table.query()).map_err(failed)?;
        let names: Vec<String> = find.column_names().into_iter().map(str::to_string).collect();
        let mut rows = find.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let mut exported = Exported::new();
            for (index, name) in names.iter().enumerate() {
                let value = row.get_ref(index).map_err(failed)?;
                exported.insert(name.clone(), value_of(name, value).map_err(failed)?);
            }
            take(exported)?;
        }
        Ok(())
    }

    /// Hands every article, with all its versions, and its analysis to `take`, by day and name.
    pub fn export_articles<E: From<Error>>(
        &self,
        take: &mut dyn FnMut(Article, Analysis) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |source| E::from(self.failed(source));
        let mut find = self
            .connection
            .prepare(&format!(
                "SELECT {ARTICLE}, n.version, n.as_of, n.body FROM articles a JOIN analyses n ON n.article = a.number
                 ORDER BY a.day IS NULL, a.published, a.name, a.id"
            ))
            .map_err(failed)?;
        let mut rows = find.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let read = || -> rusqlite::Result<(Article, Analysis)> {
                let article = article(row)?;
                let analysis = stored_analysis(row, 9, &article)?;
                Ok((article, analysis))
            };
            let (article, analysis) = read().map_err(failed)?;
            take(article, analysis)?;
        }
        Ok(())
    }
}

fn kind(column: &str) -> Kind {
    match column {
        "version" | "words" | "articles" | "texts" | "place" | "number" | "start" | "end" | "start_byte"
        | "end_byte" | "mentions" | "witnesses" | "reading" | "marked" | "side" | "ordered" => Kind::Integer,
        "similarity" | "share_of_a" | "share_of_b" => Kind::Real,
        "body" => Kind::Json,
        _ => Kind::Text,
    }
}

fn value_of(name: &str, value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(number) => Value::Number(number.into()),
        ValueRef::Real(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        ValueRef::Text(_) => {
            let text = value.as_str()?;
            if kind(name) == Kind::Json { from_json(text)? } else { Value::String(text.to_string()) }
        }
    })
}
