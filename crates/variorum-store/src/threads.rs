//! Links between stories, kept up as stories come and go.
//!
//! A story is linked to some of those it is found by, and those are the last few before it that share a strong term. So
//! a story that comes or goes makes a difference only to the next few after it in the lists of its own terms: where it has
//! enough in common with them, or moves another one out of their sight or back.

use crate::likeness::Profiles;
use crate::reuse::NO_DAY;
use crate::rows::{ARTICLE, article_with};
use crate::stories::members;
use rusqlite::{Connection, params};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use variorum::collate::view::Thread;
use variorum::relate::threads::{LATEST_FOUND, MEMBERS_READ, Outline, is_promising};

/// The links of a story, to both sides.
pub fn of(connection: &Connection, story: &str) -> rusqlite::Result<Vec<Thread>> {
    let mut find = connection.prepare_cached(
        "SELECT earlier, earlier_title, later, later_title, ordered, similarity, reason FROM v_threads
         WHERE earlier = ?1 OR later = ?1",
    )?;
    let rows = find.query_map([story], |row| {
        Ok(Thread {
            earlier: row.get(0)?,
            earlier_title: row.get(1)?,
            later: row.get(2)?,
            later_title: row.get(3)?,
            ordered: row.get(4)?,
            similarity: row.get(5)?,
            why: row.get(6)?,
        })
    })?;
    rows.collect()
}

/// Takes a story out of the lists; gives the stories whose links may change by it.
pub fn leave(connection: &Connection, story: &str) -> rusqlite::Result<BTreeSet<String>> {
    let mut touched: BTreeSet<String> = connection
        .prepare_cached("SELECT later FROM threads WHERE earlier = ?")?
        .query_map([story], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let listed: Vec<(i64, i64)> = connection
        .prepare_cached("SELECT term, day FROM thread_terms WHERE story = ?")?
        .query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (term, day) in listed {
        let around = Around::read(connection, term, day, story)?;
        touched.extend(around.moved().map(|(looking, _)| looking.clone()));
    }
    connection.prepare_cached("DELETE FROM thread_terms WHERE story = ?")?.execute([story])?;
    connection.prepare_cached("DELETE FROM threads WHERE earlier = ?1 OR later = ?1")?.execute([story])?;
    Ok(touched)
}

/// Puts a story into the lists; gives the stories whose links may change by it, itself among them.
pub fn enter(connection: &Connection, profiles: &mut Profiles, story: &str) -> rusqlite::Result<BTreeSet<String>> {
    let outline = outline(connection, profiles, story)?;
    let day = outline.first_day().map_or(NO_DAY, i64::from);
    let mut touched = BTreeSet::from([story.to_string()]);
    let mut shared: BTreeMap<String, f32> = BTreeMap::new();
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO thread_terms VALUES (?, ?, ?, ?)")?;
    let mut linked = connection.prepare_cached("SELECT 1 FROM threads WHERE later = ? AND earlier = ?")?;
    for (term, weight) in outline.finders() {
        insert.execute(params![term as i64, day, story, weight])?;
        let around = Around::read(connection, term as i64, day, story)?;
        for (looking, lost) in around.moved() {
            if linked.exists([looking, lost])? {
                touched.insert(looking.clone());
            }
        }
        for (looking, weight_there) in around.after {
            *shared.entry(looking).or_insert(0.0) += weight * weight_there;
        }
    }
    // The sum depends a little on the order of its parts.
    touched.extend(shared.into_iter().filter(|(_, sum)| is_promising(sum * 1.01)).map(|(looking, _)| looking));
    Ok(touched)
}

/// Links some stories anew to those before them.
pub fn renew(connection: &Connection, profiles: &mut Profiles, touched: &BTreeSet<String>) -> rusqlite::Result<()> {
    let mut outlines: BTreeMap<String, Outline> = BTreeMap::new();
    // A limit that is bound would make SQLite plan the query anew each time.
    let mut before = connection.prepare_cached(&format!(
        "SELECT day, story, weight FROM thread_terms WHERE term = ?1 AND (day, story) < (?2, ?3)
         ORDER BY day DESC, story DESC LIMIT {LATEST_FOUND}"
    ))?;
    let mut insert = connection.prepare_cached("INSERT INTO threads VALUES (?, ?, ?, ?, ?)")?;
    for story in touched {
        let Some(first) = members(connection, story)?.first().copied() else { continue };
        let own = known(connection, profiles, &mut outlines, story)?.clone();
        let day = own.first_day().map_or(NO_DAY, i64::from);
        let mut shared: BTreeMap<(i64, String), f32> = BTreeMap::new();
        for (term, weight) in own.finders() {
            let mut rows = before.query(params![term as i64, day, story])?;
            while let Some(row) = rows.next()? {
                *shared.entry((row.get(0)?, row.get(1)?)).or_insert(0.0) += weight * row.get::<_, f32>(2)?;
            }
        }
        shared.retain(|_, sum| is_promising(*sum));
        for (_, other) in shared.keys() {
            known(connection, profiles, &mut outlines, other)?;
        }
        let found: Vec<(&String, &Outline)> =
            shared.keys().filter_map(|(_, other)| Some((other, outlines.get(other)?))).collect();
        let candidates: Vec<&Outline> = found.iter().map(|(_, outline)| *outline).collect();
        connection.prepare_cached("DELETE FROM threads WHERE later = ?")?.execute([story])?;
        if candidates.is_empty() {
            continue;
        }
        let article = article_with(connection, first, ARTICLE)?;
        for link in own.links(&article, &candidates) {
            if let Some((earlier, _)) = found.get(link.earlier) {
                insert.execute(params![earlier, story, link.ordered, link.similarity, link.reason])?;
            }
        }
    }
    Ok(())
}

/// The stories around one in the list of a term.
struct Around {
    /// Those after it that look at it, the nearest first, with the weight of the term.
    after: Vec<(String, f32)>,
    /// The last few before it, the nearest first.
    before: Vec<String>,
}

impl Around {
    fn read(connection: &Connection, term: i64, day: i64, story: &str) -> rusqlite::Result<Around> {
        // A limit that is bound would make SQLite plan the query anew each time.
        let mut after = connection.prepare_cached(&format!(
            "SELECT story, weight FROM thread_terms WHERE term = ?1 AND (day, story) > (?2, ?3)
             ORDER BY day, story LIMIT {LATEST_FOUND}"
        ))?;
        let mut before = connection.prepare_cached(&format!(
            "SELECT story FROM thread_terms WHERE term = ?1 AND (day, story) < (?2, ?3)
             ORDER BY day DESC, story DESC LIMIT {LATEST_FOUND}"
        ))?;
        let at = params![term, day, story];
        Ok(Around {
            after: after.query_map(at, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?,
            before: before.query_map(at, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// The stories that do not see another one for this one, and which.
    fn moved(&self) -> impl Iterator<Item = (&String, &String)> {
        let hidden = |place: usize| self.before.get(LATEST_FOUND.checked_sub(place + 1)?);
        self.after.iter().enumerate().filter_map(move |(place, (looking, _))| Some((looking, hidden(place)?)))
    }
}

fn known<'o>(
    connection: &Connection,
    profiles: &mut Profiles,
    outlines: &'o mut BTreeMap<String, Outline>,
    story: &str,
) -> rusqlite::Result<&'o Outline> {
    match outlines.entry(story.to_string()) {
        Entry::Occupied(entry) => Ok(entry.into_mut()),
        Entry::Vacant(entry) => Ok(entry.insert(outline(connection, profiles, story)?)),
    }
}

fn outline(connection: &Connection, profiles: &mut Profiles, story: &str) -> rusqlite::Result<Outline> {
    let mut own = members(connection, story)?;
    own.truncate(MEMBERS_READ);
    profiles.read(connection, &own).map(|profiles| Outline::new(&profiles))
}
