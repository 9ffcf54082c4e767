//! Links between stories, kept up as stories come and go.
//!
//! A story is linked to some of those it is found by, and those are the last few before it that share a strong term. So
//! a story that comes or goes makes a difference only to the next few after it in the lists of its own terms: where it has
//! enough in common with them, or moves another one out of their sight or back.

use crate::likeness::Profiles;
use crate::reuse::NO_DAY;
use crate::rows::{ARTICLE, article_with};
use crate::stories::members;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// What was read of stories while their links are brought up to date; each says nothing else as long as it has its id.
#[derive(Default)]
pub struct Outlines {
    known: HashMap<String, Outline>,
    /// By story its terms in the lists and what they weigh, strongest first.
    finders: HashMap<String, Vec<(i64, f32)>>,
}

/// Takes a story out of the lists; gives the stories whose links may change by it.
pub fn leave(connection: &Connection, outlines: &mut Outlines, story: &str) -> rusqlite::Result<BTreeSet<String>> {
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
        for (looking, shown) in around.moved() {
            if !touched.contains(looking) && outlines.may_be_linked(connection, looking, shown)? {
                touched.insert(looking.clone());
            }
        }
    }
    connection.prepare_cached("DELETE FROM thread_terms WHERE story = ?")?.execute([story])?;
    connection.prepare_cached("DELETE FROM threads WHERE earlier = ?1 OR later = ?1")?.execute([story])?;
    outlines.forget(story);
    Ok(touched)
}

/// Puts a story into the lists; gives the stories whose links may change by it, itself among them.
pub fn enter(
    connection: &Connection,
    profiles: &mut Profiles,
    outlines: &mut Outlines,
    story: &str,
) -> rusqlite::Result<BTreeSet<String>> {
    let outline = outlines.read(connection, profiles, story)?;
    let day = outline.first_day().map_or(NO_DAY, i64::from);
    let mut touched = BTreeSet::from([story.to_string()]);
    let mut shared: BTreeMap<String, f32> = BTreeMap::new();
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO thread_terms VALUES (?, ?, ?, ?)")?;
    let mut linked = connection.prepare_cached("SELECT 1 FROM threads WHERE later = ? AND earlier = ?")?;
    for (term, weight) in outline.finders() {
        insert.execute(params![term as i64, day, story, weight])?;
        let around = Around::read(connection, term as i64, day, story)?;
        for (looking, lost) in around.moved() {
            if !touched.contains(looking) && linked.exists([looking, lost])? {
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
pub fn renew(
    connection: &Connection,
    profiles: &mut Profiles,
    outlines: &mut Outlines,
    touched: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    // A limit that is bound would make SQLite plan the query anew each time.
    let mut before = connection.prepare_cached(&format!(
        "SELECT day, story, weight FROM thread_terms WHERE term = ?1 AND (day, story) < (?2, ?3)
         ORDER BY day DESC, story DESC LIMIT {LATEST_FOUND}"
    ))?;
    let mut day_of = connection.prepare_cached("SELECT day FROM thread_terms WHERE story = ? LIMIT 1")?;
    let mut linked = connection.prepare_cached("SELECT earlier, similarity FROM threads WHERE later = ?")?;
    let mut insert = connection.prepare_cached("INSERT INTO threads VALUES (?, ?, ?, ?, ?)")?;
    for story in touched {
        // A story that is gone stands in no list.
        let Some(day) = day_of.query_row([story], |row| row.get::<_, i64>(0)).optional()? else { continue };
        let mut shared: HashMap<String, (i64, f32)> = HashMap::new();
        for (term, weight) in outlines.finders(connection, story)? {
            let mut rows = before.query(params![term, day, story])?;
            while let Some(row) = rows.next()? {
                let product = weight * row.get::<_, f32>(2)?;
                let other = row.get_ref(1)?.as_str()?;
                match shared.get_mut(other) {
                    Some((_, sum)) => *sum += product,
                    None => drop(shared.insert(other.to_string(), (row.get(0)?, product))),
                }
            }
        }
        let promising = shared.into_iter().filter(|(_, (_, sum))| is_promising(*sum));
        let mut candidates: Vec<(i64, String)> = promising.map(|(other, (day, _))| (day, other)).collect();
        candidates.sort();
        for (_, other) in candidates.iter().chain([&(day, story.clone())]) {
            outlines.read(connection, profiles, other)?;
        }
        let Some(own) = outlines.known.get(story) else { continue };
        let found: Vec<(&String, &Outline)> =
            candidates.iter().filter_map(|(_, other)| Some((other, outlines.known.get(other)?))).collect();
        let nearest = own.nearest(&found.iter().map(|(_, outline)| *outline).collect::<Vec<_>>());
        let near: BTreeMap<String, f64> =
            nearest.iter().filter_map(|near| Some((found.get(near.earlier)?.0.clone(), near.similarity))).collect();
        let stored = linked.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if stored.collect::<rusqlite::Result<BTreeMap<String, f64>>>()? == near {
            continue;
        }
        connection.prepare_cached("DELETE FROM threads WHERE later = ?")?.execute([story])?;
        let Some(first) = members(connection, story)?.first().copied() else { continue };
        let article = article_with(connection, first, ARTICLE)?;
        for near in nearest {
            if let Some((earlier, outline)) = found.get(near.earlier) {
                let link = own.link(&article, outline);
                insert.execute(params![earlier, story, link.ordered, near.similarity, link.reason])?;
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
        let after: Vec<(String, f32)> =
            after.query_map(at, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        // What nobody looks over is hidden from nobody.
        let before = if after.is_empty() {
            Vec::new()
        } else {
            before.query_map(at, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        Ok(Around { after, before })
    }

    /// The stories that do not see another one for this one, and which.
    fn moved(&self) -> impl Iterator<Item = (&String, &String)> {
        let hidden = |place: usize| self.before.get(LATEST_FOUND.checked_sub(place + 1)?);
        self.after.iter().enumerate().filter_map(move |(place, (looking, _))| Some((looking, hidden(place)?)))
    }
}

impl Outlines {
    /// The outline of a story.
    fn read(&mut self, connection: &Connection, profiles: &mut Profiles, story: &str) -> rusqlite::Result<&Outline> {
        match self.known.entry(story.to_string()) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let mut own = members(connection, story)?;
                own.truncate(MEMBERS_READ);
                Ok(entry.insert(Outline::new(&profiles.read(connection, &own)?)))
            }
        }
    }

    /// The terms of a story that stands in the lists.
    fn finders(&mut self, connection: &Connection, story: &str) -> rusqlite::Result<Vec<(i64, f32)>> {
        if let Some(known) = self.finders.get(story) {
            return Ok(known.clone());
        }
        let mut find = connection.prepare_cached("SELECT term, weight FROM thread_terms WHERE story = ?")?;
        let rows = find.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut finders: Vec<(i64, f32)> = rows.collect::<rusqlite::Result<_>>()?;
        finders.sort_by(|a, b| b.1.total_cmp(&a.1).then((a.0 as u64).cmp(&(b.0 as u64))));
        self.finders.insert(story.to_string(), finders.clone());
        Ok(finders)
    }

    /// Whether two stories may be linked: whether they would be worth comparing if they saw each other in all lists.
    fn may_be_linked(&mut self, connection: &Connection, one: &str, other: &str) -> rusqlite::Result<bool> {
        let there = self.finders(connection, other)?;
        let weight_there =
            |term: i64| there.iter().find(|(known, _)| *known == term).map_or(0.0, |(_, weight)| *weight);
        let shared: f32 =
            self.finders(connection, one)?.iter().map(|(term, weight)| weight * weight_there(*term)).sum();
        // The sum depends a little on the order of its parts.
        Ok(is_promising(shared * 1.01))
    }

    fn forget(&mut self, story: &str) {
        self.known.remove(story);
        self.finders.remove(story);
    }
}
