//! Versions: a changed article under the same address is a new version of it.

use crate::prepare::Prepared;
use crate::rows;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};
use variorum::article::Article;
use variorum::relate::reuse::Fingerprint;

/// Share of fingerprints that two texts under one file name must have in common to be versions of one article. An
/// address names one article; a file name may name many.
const SAME_TEXT: f64 = 0.3;

/// Where a new article stands among its versions.
pub struct Place {
    pub key: String,
    pub version: i64,
    /// Id of the version that comes after it, where that one arrived with it.
    pub superseded_by: Option<String>,
}

/// Numbers of articles in the archive, each with the id of the version that comes after it.
pub type Superseded = Vec<(i64, String)>;

/// The places of some new articles, in the order of arrival, and the articles in the archive that they supersede.
pub fn places(connection: &Connection, prepared: &[Prepared<'_>]) -> rusqlite::Result<(Vec<Place>, Superseded)> {
    let mut places: Vec<Place> = Vec::new();
    let mut superseded = Vec::new();
    let mut newest: BTreeMap<String, usize> = BTreeMap::new();
    for (index, incoming) in prepared.iter().enumerate() {
        let mut key = key_of(incoming.article);
        let own = hashes(&incoming.sketch.fingerprints);
        let named = incoming.article.url.is_none();
        let in_batch = newest.get(&key).copied();
        let stored = current(connection, &key)?;
        let mut version = 1;
        let is_version = |other: &BTreeSet<u32>| !named || share(&own, other) >= SAME_TEXT;
        if let Some(earlier) = in_batch {
            let other = prepared.get(earlier).map(|other| hashes(&other.sketch.fingerprints)).unwrap_or_default();
            if is_version(&other) {
                if let Some(place) = places.get_mut(earlier) {
                    place.superseded_by = Some(incoming.article.id.clone());
                    version = place.version + 1;
                }
            } else {
                key = format!("{key} {}", incoming.article.id);
            }
        } else if let Some((number, known, fingerprints)) = stored {
            if is_version(&hashes(&fingerprints)) {
                superseded.push((number, incoming.article.id.clone()));
                version = known + 1;
            } else {
                key = format!("{key} {}", incoming.article.id);
            }
        }
        newest.insert(key.clone(), index);
        places.push(Place { key, version, superseded_by: None });
    }
    Ok((places, superseded))
}

fn key_of(article: &Article) -> String {
    match &article.url {
        Some(url) => url.clone(),
        None => format!("{}: {}", article.outlet.as_deref().unwrap_or("unknown outlet"), article.name),
    }
}

type Current = (i64, i64, Vec<Fingerprint>);

/// Number, version and fingerprints of the current version under a key.
fn current(connection: &Connection, key: &str) -> rusqlite::Result<Option<Current>> {
    connection
        .prepare_cached(
            "SELECT a.number, a.version, s.fingerprints FROM articles a JOIN sketches s ON s.article = a.number
             WHERE a.key = ? AND a.superseded_by IS NULL ORDER BY a.version DESC LIMIT 1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, rows::fingerprints(row, 2)?)))
        .optional()
}

fn hashes(fingerprints: &[Fingerprint]) -> BTreeSet<u32> {
    fingerprints.iter().map(|print| print.hash).collect()
}

fn share(one: &BTreeSet<u32>, other: &BTreeSet<u32>) -> f64 {
    let less = one.len().min(other.len());
    if less == 0 { 0.0 } else { one.intersection(other).count() as f64 / less as f64 }
}
