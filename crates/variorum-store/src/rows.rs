//! Articles, analyses and derivations in and out of their rows.

use crate::body::{column_of, from_json, inflated, numbers};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use variorum::analyse::{Analysis, VERSION, analyse_as_of};
use variorum::article::{Article, NotPublished, Published};
use variorum::relate::Derivation;
use variorum::relate::reuse::Fingerprint;

/// The columns of `articles` that [`article`] reads; `a` is the table.
pub const ARTICLE: &str = "a.id, a.name, a.url, a.outlet, a.headline, a.byline, a.published, a.language, a.text";

/// The same without the text.
pub const ARTICLE_WITHOUT_TEXT: &str =
    "a.id, a.name, a.url, a.outlet, a.headline, a.byline, a.published, a.language, ''";

/// An article from a row that begins with the columns of [`ARTICLE`].
pub fn article(row: &Row<'_>) -> rusqlite::Result<Article> {
    Ok(Article {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        outlet: row.get(3)?,
        headline: row.get(4)?,
        byline: row.get(5)?,
        published: published(row, 6)?,
        language: row.get(7)?,
        text: row.get(8)?,
    })
}

/// The publication in a column.
pub fn published(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Published>> {
    let unreadable =
        |error: NotPublished| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    row.get_ref(column)?.as_str_or_null()?.map(str::parse).transpose().map_err(unreadable)
}

/// The article with this number.
pub fn article_with(connection: &Connection, number: i64, columns: &str) -> rusqlite::Result<Article> {
    connection
        .prepare_cached(&format!("SELECT {columns} FROM articles a WHERE a.number = ?"))?
        .query_row([number], article)
}

/// The stored analysis of an article; made anew where rules or models have changed since.
pub fn analysis(connection: &Connection, number: i64, article: &Article) -> rusqlite::Result<Analysis> {
    let mut find = connection.prepare_cached("SELECT version, as_of, body FROM analyses WHERE article = ?")?;
    let found = find.query_row([number], |row| stored_analysis(row, 0, article)).optional()?;
    Ok(found.unwrap_or_else(|| analyse_as_of(article, article.day())))
}

/// The analysis in the columns `version, as_of, body` of `analyses`, which begin at one of the row's.
pub fn stored_analysis(row: &Row<'_>, first: usize, article: &Article) -> rusqlite::Result<Analysis> {
    // Bodies of other versions may be shaped in any way.
    let known = match row.get::<_, u32>(first)? {
        VERSION => inflated(row.get_ref(first + 2)?.as_blob()?)?,
        _ => None,
    };
    let as_of: Option<String> = row.get(first + 1)?;
    Ok(known.unwrap_or_else(|| analyse_as_of(article, as_of.and_then(|day| day.parse().ok()))))
}

/// The fingerprints in a column of `sketches`.
pub fn fingerprints(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<Fingerprint>> {
    let both = numbers(row.get_ref(column)?.as_blob()?);
    Ok(both.map(|both| Fingerprint { hash: both as u32, word: (both >> 32) as u32 }).collect())
}

/// Fingerprints as they stand in `sketches`.
pub fn column_of_fingerprints(fingerprints: &[Fingerprint]) -> Vec<u8> {
    column_of(fingerprints.iter().map(|print| u64::from(print.hash) | u64::from(print.word) << 32))
}

/// The derivations among some articles, which are given by their numbers in collection order.
pub fn derivations_among(connection: &Connection, numbers: &[i64]) -> rusqlite::Result<Vec<Derivation>> {
    let place_of: std::collections::BTreeMap<i64, usize> =
        numbers.iter().enumerate().map(|(place, number)| (*number, place)).collect();
    let mut find = connection.prepare_cached("SELECT a, body FROM derivations WHERE b = ?")?;
    let mut found = Vec::new();
    for (b, number) in numbers.iter().enumerate() {
        let mut rows = find.query(params![number])?;
        while let Some(row) = rows.next()? {
            if let Some(a) = place_of.get(&row.get::<_, i64>(0)?) {
                let derivation: Derivation = from_json(row.get_ref(1)?.as_str()?)?;
                found.push(Derivation { a: *a, b, ..derivation });
            }
        }
    }
    found.sort_by_key(|derivation| (derivation.a, derivation.b));
    Ok(found)
}
