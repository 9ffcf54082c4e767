//! Adding and removing articles.

use crate::archive::Archive;
use crate::body::{column_of, numbers};
use crate::error::Error;
use crate::likeness::Profiles;
use crate::prepare::{Prepared, day_number, number_of, prepare_all};
use crate::reuse::NO_DAY;
use crate::rows::{ARTICLE, column_of_fingerprints, fingerprints};
use crate::versions::{Place, places};
use crate::{likeness, reuse, stories};
use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};
use variorum::analyse::VERSION;
use variorum::article::Article;
use variorum::relate::reuse::Fingerprint;
use variorum::relate::stories::Settings;

/// Articles taken in by the first transaction, and by any: each is twice as large as the one before. The first are
/// there soon; the more come at once, the fewer stories change twice and the fewer pages are written twice.
const FIRST: usize = 64;
const AT_ONCE: usize = 512;

/// What became of an article that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub id: String,
    pub name: String,
    pub what: AddedAs,
}

/// How an article stands in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedAs {
    New,
    /// Another text of an article that was there; the number of the version.
    Version(i64),
    /// The archive had it.
    Known,
}

impl Archive {
    /// Adds articles, given in collection order, and brings up to date what they touch.
    ///
    /// `report` is told of an article only after it was committed. Relative dates of articles without a day are resolved
    /// against `now`. Runs on the current rayon threads.
    pub fn add(
        &mut self,
        articles: &[Article],
        now: Option<Date>,
        report: &mut dyn FnMut(&Added),
    ) -> Result<(), Error> {
        self.renew_void()?;
        let (mut rest, mut at_once) = (articles, FIRST);
        while !rest.is_empty() {
            let (several, after) = rest.split_at(at_once.min(rest.len()));
            (rest, at_once) = (after, (at_once * 2).min(AT_ONCE));
            let added = self.add_several(several, now).map_err(|source| {
                self.profiles.clear();
                self.failed(source)
            })?;
            added.iter().for_each(&mut *report);
        }
        Ok(())
    }

    fn add_several(&mut self, articles: &[Article], now: Option<Date>) -> rusqlite::Result<Vec<Added>> {
        let mut unknown: Vec<&Article> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut outcome: Vec<Added> = Vec::new();
        for article in articles {
            if seen.insert(&article.id) && !is_known(&self.connection, &article.id)? {
                unknown.push(article);
            }
            outcome.push(Added { id: article.id.clone(), name: article.name.clone(), what: AddedAs::Known });
        }
        if unknown.is_empty() {
            return Ok(outcome);
        }
        let prepared = prepare_all(unknown.par_iter().map(|article| (*article, now)))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have added some of them since.
        let mut fresh = Vec::new();
        for one in prepared {
            if !is_known(&transaction, &one.article.id)? {
                fresh.push(one);
            }
        }
        let (places, superseded) = places(&transaction, &fresh)?;
        let gone: BTreeSet<i64> = superseded.iter().map(|(number, _)| *number).collect();
        let left_behind = leave(&transaction, &gone)?;
        for (number, id) in &superseded {
            transaction
                .prepare_cached("UPDATE articles SET superseded_by = ? WHERE number = ?")?
                .execute(params![id, number])?;
        }
        let mut became: BTreeMap<&str, AddedAs> = BTreeMap::new();
        for (one, place) in fresh.iter().zip(&places) {
            let what = if place.version == 1 { AddedAs::New } else { AddedAs::Version(place.version) };
            became.insert(&one.article.id, what);
        }
        for added in &mut outcome {
            added.what = became.get(added.id.as_str()).copied().unwrap_or(added.what);
        }
        let mut rows: Vec<(&Prepared<'_>, &Place)> = fresh.iter().zip(&places).collect();
        // The index of words takes ascending numbers fastest.
        rows.sort_by_key(|(one, _)| one.number);
        let mut current = BTreeMap::new();
        for (one, place) in rows {
            insert(&transaction, one, place)?;
            if place.superseded_by.is_none() {
                current.insert(one.number, one);
            }
        }
        insert_sketches(&transaction, &mut self.profiles, &current)?;
        bring_up_to_date(&transaction, &mut self.profiles, &current, left_behind)?;
        transaction.commit()?;
        self.profiles.tidy();
        Ok(outcome)
    }

    /// Removes articles, each named by its id or the beginning of it, with all their versions; gives their ids.
    ///
    /// An earlier version that is removed leaves the later ones alone.
    pub fn remove(&mut self, ids: &[String]) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        for id in ids {
            found.push(self.article_id(id)?);
        }
        found.sort();
        found.dedup();
        self.renew_void()?;
        self.profiles.clear();
        self.remove_all(&found).map_err(|source| self.failed(source))?;
        Ok(found)
    }

    fn remove_all(&mut self, ids: &[String]) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let gone: BTreeSet<i64> = ids.iter().map(|id| number_of(id)).collect();
        let left_behind = leave(&transaction, &gone)?;
        for number in &gone {
            transaction.prepare_cached("DELETE FROM articles WHERE number = ?")?.execute([number])?;
        }
        bring_up_to_date(&transaction, &mut self.profiles, &BTreeMap::new(), left_behind)?;
        transaction.commit()
    }

    /// Analyses again the articles whose analysis was made by other rules or models.
    fn renew_void(&mut self) -> Result<(), Error> {
        loop {
            let void = self.void(AT_ONCE).map_err(|source| self.failed(source))?;
            if void.is_empty() {
                return Ok(());
            }
            self.renew_several(&void).map_err(|source| self.failed(source))?;
        }
    }

    fn void(&self, at_most: usize) -> rusqlite::Result<Vec<(Article, Option<Date>)>> {
        // Nearly always there are none, and the ends of the index tell so at once.
        let any: bool = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM analyses WHERE version < ?1)
                 OR EXISTS (SELECT 1 FROM analyses WHERE version > ?1)",
            )?
            .query_row([VERSION], |row| row.get(0))?;
        if !any {
            return Ok(Vec::new());
        }
        let mut find = self.connection.prepare_cached(&format!(
            "SELECT {ARTICLE}, n.as_of FROM articles a JOIN analyses n ON n.article = a.number
             WHERE n.version <> ? ORDER BY a.number LIMIT ?"
        ))?;
        let rows = find.query_map(params![VERSION, at_most as i64], |row| {
            let as_of: Option<String> = row.get(9)?;
            Ok((crate::rows::article(row)?, as_of.and_then(|day| day.parse().ok())))
        })?;
        rows.collect()
    }

    fn renew_several(&mut self, void: &[(Article, Option<Date>)]) -> rusqlite::Result<()> {
        let prepared = prepare_all(void.par_iter().map(|(article, as_of)| (article, *as_of)))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut current = BTreeMap::new();
        for one in &prepared {
            delete_sketch(&transaction, one.number)?;
            insert_analysis(&transaction, one)?;
            if is_current(&transaction, one.number)? {
                current.insert(one.number, one);
            }
        }
        insert_sketches(&transaction, &mut self.profiles, &current)?;
        bring_up_to_date(&transaction, &mut self.profiles, &current, LeftBehind::default())?;
        transaction.commit()?;
        self.profiles.tidy();
        Ok(())
    }
}

/// Articles that stay while others they had to do with go.
#[derive(Default)]
struct LeftBehind {
    /// Their stories are grouped anew.
    seeds: BTreeSet<i64>,
    /// Their derivations are worked out again.
    compared: BTreeSet<i64>,
    /// Stories that lost articles.
    stories: BTreeSet<String>,
}

/// Takes articles out of all relations.
fn leave(connection: &Connection, gone: &BTreeSet<i64>) -> rusqlite::Result<LeftBehind> {
    let stories = stories::of(connection, gone.iter().copied())?;
    let mut with_sketch = BTreeSet::new();
    for number in gone {
        let known: Option<i64> = connection
            .prepare_cached("SELECT article FROM sketches WHERE article = ?")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        with_sketch.extend(known);
    }
    let mut compared = reuse::touched(connection, &with_sketch)?;
    let mut seeds = BTreeSet::new();
    for story in &stories {
        seeds.extend(stories::members(connection, story)?);
    }
    for number in gone {
        let mut find = connection.prepare_cached(
            "SELECT b FROM likenesses WHERE a = ?1 UNION SELECT a FROM likenesses WHERE b = ?1
             UNION SELECT a FROM derivations WHERE b = ?1 UNION SELECT b FROM derivations WHERE a = ?1",
        )?;
        seeds.extend(find.query_map([number], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?);
        delete_sketch(connection, *number)?;
        connection.prepare_cached("DELETE FROM derivations WHERE a = ?1 OR b = ?1")?.execute([number])?;
        connection.prepare_cached("DELETE FROM story_members WHERE article = ?")?.execute([number])?;
    }
    seeds.retain(|number| !gone.contains(number));
    compared.retain(|number| !gone.contains(number));
    Ok(LeftBehind { seeds, compared, stories })
}

/// Works out again what articles with new analyses, and those that others left behind, make different.
fn bring_up_to_date(
    connection: &Connection,
    profiles: &mut Profiles,
    analysed: &BTreeMap<i64, &Prepared<'_>>,
    left_behind: LeftBehind,
) -> rusqlite::Result<()> {
    let new: BTreeSet<i64> = analysed.keys().copied().collect();
    let derivations = reuse::renew(connection, &new, &left_behind.compared)?;
    stories::renew(connection, profiles, left_behind.seeds, analysed, &derivations, left_behind.stories)
}

fn is_known(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM articles WHERE id = ?")?.exists([id])
}

fn is_current(connection: &Connection, number: i64) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM articles WHERE number = ? AND superseded_by IS NULL")?.exists([number])
}

fn insert(connection: &Connection, one: &Prepared<'_>, place: &Place) -> rusqlite::Result<()> {
    let article = one.article;
    connection.prepare_cached("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
        params![
            one.number,
            article.id,
            place.key,
            place.version,
            place.superseded_by,
            article.name,
            article.url,
            article.outlet,
            article.headline,
            article.byline,
            article.published.map(|published| published.to_string()),
            day_number(article),
            article.language,
            one.analysis.layout.tokens.len() as i64,
            article.text
        ],
    )?;
    insert_analysis(connection, one)
}

fn insert_analysis(connection: &Connection, one: &Prepared<'_>) -> rusqlite::Result<()> {
    for table in ["attributions", "entities"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?"))?.execute([one.number])?;
    }
    connection.prepare_cached("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)")?.execute(params![
        one.number,
        VERSION,
        one.as_of.map(|day| day.to_string()),
        one.body
    ])?;
    let mut row = connection.prepare_cached("INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (number, attribution) in one.attributions.iter().enumerate() {
        row.execute(params![
            one.number,
            number as i64,
            attribution.kind,
            attribution.style,
            attribution.speaker,
            attribution.source,
            attribution.cue,
            attribution.content.exact,
            attribution.content.start as i64,
            attribution.content.end as i64,
            attribution.content.start_byte as i64,
            attribution.content.end_byte as i64
        ])?;
    }
    let mut row = connection.prepare_cached("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?)")?;
    for (number, entity) in one.entities.iter().enumerate() {
        row.execute(params![
            one.number,
            number as i64,
            entity.name,
            entity.kind,
            entity.aliases,
            entity.mentions as i64
        ])?;
    }
    Ok(())
}

/// Enters new articles into the indexes, whose rows are written in their own order: that is far faster. Then stores their
/// likenesses.
fn insert_sketches(
    connection: &Connection,
    profiles: &mut Profiles,
    current: &BTreeMap<i64, &Prepared<'_>>,
) -> rusqlite::Result<()> {
    let mut sketch = connection.prepare_cached("INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?, ?, '')")?;
    let mut fingerprints: Vec<(u32, i64, i64)> = Vec::new();
    for (number, one) in current {
        let day = day_number(one.article);
        let own = &one.sketch;
        let finders = column_of(own.profile.finders(&Settings::default()).into_iter().map(|(term, _)| term));
        let prints = column_of_fingerprints(&own.fingerprints);
        let text_hash = own.text_hash as i64;
        sketch.execute(params![number, day, own.packed_profile, finders, own.quoted, text_hash, prints])?;
        let day = day.unwrap_or(NO_DAY);
        fingerprints.extend(own.fingerprints.iter().map(|print| (print.hash, day, *number)));
        profiles.keep(*number, own.profile.clone());
    }
    fingerprints.sort_unstable();
    let mut row = connection.prepare_cached("INSERT OR IGNORE INTO fingerprints VALUES (?, ?, ?)")?;
    for (hash, day, number) in fingerprints {
        row.execute(params![hash, day, number])?;
    }
    likeness::enter(connection, current.values().map(|one| (one.number, &one.sketch.profile)))?;
    likeness::add(connection, profiles, &current.keys().copied().collect())
}

/// Takes an article out of the indexes.
fn delete_sketch(connection: &Connection, number: i64) -> rusqlite::Result<()> {
    let mut find = connection.prepare_cached("SELECT fingerprints, finders, day FROM sketches WHERE article = ?")?;
    let known: Option<(Vec<Fingerprint>, Vec<u8>, Option<i64>)> =
        find.query_row([number], |row| Ok((fingerprints(row, 0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((fingerprints, finders, day)) = known else { return Ok(()) };
    let day = day.unwrap_or(NO_DAY);
    let mut row = connection.prepare_cached("DELETE FROM fingerprints WHERE hash = ? AND day = ? AND article = ?")?;
    for print in fingerprints {
        row.execute(params![print.hash, day, number])?;
    }
    likeness::leave(connection, number, numbers(&finders), day)?;
    connection.prepare_cached("DELETE FROM likenesses WHERE a = ?1 OR b = ?1")?.execute([number])?;
    connection.prepare_cached("DELETE FROM sketches WHERE article = ?")?.execute([number])?;
    Ok(())
}
