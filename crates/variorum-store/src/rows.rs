//! Articles, analyses and derivations in and out of their rows.

use crate::body::{from_json, unpacked};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use variorum::analyse::{Analysis, VERSION, analyse_as_of};
use variorum::article::{Article, NotPublished};
use variorum::relate::Derivation;

/// The columns of `articles` that [`article`] reads; `a` is the table.
pub const ARTICLE: &str = "a.id, a.name, a.url, a.outlet, a.headline, a.byline, a.published, a.language, a.text";

/// The same without the text.
pub const ARTICLE_WITHOUT_TEXT: &str =
    "a.id, a.name, a.url, a.outlet, a.headline, a.byline, a.published, a.language, ''";

/// An article from a row that begins with the columns of [`ARTICLE`].
pub fn article(row: &Row<'_>) -> rusqlite::Result<Article> {
    let published: Option<String> = row.get(6)?;
    Ok(Article {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        outlet: row.get(3)?,
        headline: row.get(4)?,
        byline: row.get(5)?,
        published: published.map(|text| text.parse()).transpose().map_err(unreadable)?,
        language: row.get(7)?,
        text: row.get(8)?,
    })
}

fn unreadable(error: NotPublished) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(6, Type::Text, Box::new(error))
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
    let row = find
        .query_row([number], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Vec<u8>>(2)?))
        })
        .optional()?;
    match row {
        Some((VERSION, _, body)) => unpacked(&body),
        Some((_, as_of, _)) => Ok(analyse_as_of(article, as_of.and_then(|day| day.parse().ok()))),
        None => Ok(analyse_as_of(article, article.day())),
    }
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
