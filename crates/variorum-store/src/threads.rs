//! Links between stories, kept up as stories come and go.
//!
//! A story is linked to some of those it is found by, and those are the last few before it that share a strong term. So
//! a story that comes or goes makes a difference only to the next few after it in the lists of its own terms.

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
    let listed: Vec<(i64, i64)> = connection
        .prepare_cached("SELECT term, day FROM thread_terms WHERE story = ?")?
        .query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let after = after(connection, story, &listed)?;
    connection.prepare_cached("DELETE FROM thread_terms WHERE story = ?")?.execute([story])?;
    connection.prepare_cached("DELETE FROM threads WHERE earlier = ?1 OR later = ?1")?.execute([story])?;
    Ok(after)
}

/// Puts a story into the lists; gives the stories whose links may change by it, itself among them.
pub fn enter(connection: &Connection, profiles: &mut Profiles, story: &str) -> rusqlite::Result<BTreeSet<String>> {
    let outline = outline(connection, profiles, story)?;
    let day = outline.first_day().map_or(NO_DAY, i64::from);
    let mut listed: Vec<(i64, i64)> = Vec::new();
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO thread_terms VALUES (?, ?, ?, ?)")?;
    for (term, weight) in outline.finders() {
        listed.push((term as i64, day));
        insert.execute(params![term as i64, day, story, weight])?;
    }
    let mut after = after(connection, story, &listed)?;
    after.insert(story.to_string());
    Ok(after)
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
        let article = article_with(connection, first, ARTICLE)?;
        for link in own.links(&article, &candidates) {
            if let Some((earlier, _)) = found.get(link.earlier) {
                insert.execute(params![earlier, story, link.ordered, link.similarity, link.reason])?;
            }
        }
    }
    Ok(())
}

/// The stories that look at this one, as far as it stands in these lists.
fn after(connection: &Connection, story: &str, listed: &[(i64, i64)]) -> rusqlite::Result<BTreeSet<String>> {
    let mut find = connection.prepare_cached(&format!(
        "SELECT story FROM thread_terms WHERE term = ?1 AND (day, story) > (?2, ?3)
         ORDER BY day, story LIMIT {LATEST_FOUND}"
    ))?;
    let mut found = BTreeSet::new();
    for (term, day) in listed {
        for other in find.query_map(params![term, day, story], |row| row.get(0))? {
            found.insert(other?);
        }
    }
    Ok(found)
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
