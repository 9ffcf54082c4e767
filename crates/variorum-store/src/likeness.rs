//! Pairs of articles that are alike enough to be one story.

use crate::body::from_json;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use variorum::relate::stories::{Profile, Settings};

/// Profiles that were read lately: those of the last articles added and their neighbours in time.
#[derive(Default)]
pub struct Profiles {
    kept: BTreeMap<i64, Profile>,
    used: BTreeSet<i64>,
}

impl Profiles {
    /// Keeps the profile of a new article.
    pub fn keep(&mut self, number: i64, profile: Profile) {
        self.kept.insert(number, profile);
        self.used.insert(number);
    }

    /// Forgets what the last transaction had no use for.
    pub fn tidy(&mut self) {
        let used = std::mem::take(&mut self.used);
        self.kept.retain(|number, _| used.contains(number));
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.used.clear();
    }

    fn get(&mut self, connection: &Connection, number: i64) -> rusqlite::Result<&Profile> {
        self.used.insert(number);
        match self.kept.entry(number) {
            std::collections::btree_map::Entry::Occupied(entry) => Ok(entry.into_mut()),
            std::collections::btree_map::Entry::Vacant(entry) => {
                let mut find = connection.prepare_cached("SELECT profile FROM sketches WHERE article = ?")?;
                let profile = find.query_row([number], |row| from_json(row.get_ref(0)?.as_str()?))?;
                Ok(entry.insert(profile))
            }
        }
    }
}

/// Stores the pairs of new articles with all others in their window of days; articles without a day lie in every window.
pub fn add(connection: &Connection, profiles: &mut Profiles, fresh: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let settings = Settings::default();
    let mut insert = connection.prepare_cached("INSERT OR REPLACE INTO likenesses (a, b, score) VALUES (?, ?, ?)")?;
    for number in fresh {
        let own = profiles.get(connection, *number)?.clone();
        for other in neighbours(connection, *number, i64::from(settings.window_days))? {
            // Of two new articles the first one to come makes the pair.
            if other == *number || (fresh.contains(&other) && other < *number) {
                continue;
            }
            let score = own.likeness(profiles.get(connection, other)?, &settings);
            if score >= settings.linkage.threshold {
                insert.execute(params![(*number).min(other), (*number).max(other), f64::from(score)])?;
            }
        }
    }
    Ok(())
}

fn neighbours(connection: &Connection, number: i64, window: i64) -> rusqlite::Result<Vec<i64>> {
    let mut find = connection.prepare_cached("SELECT day FROM sketches WHERE article = ?")?;
    let day: Option<i64> = find.query_row([number], |row| row.get(0))?;
    let mut find = match day {
        None => connection.prepare_cached("SELECT article FROM sketches WHERE ?1 IS NULL AND ?2 IS NULL")?,
        Some(_) => connection.prepare_cached(
            "SELECT article FROM sketches WHERE day BETWEEN ?1 AND ?2
             UNION ALL SELECT article FROM sketches WHERE day IS NULL",
        )?,
    };
    let rows = find.query_map(params![day.map(|day| day - window), day.map(|day| day + window)], |row| row.get(0))?;
    rows.collect()
}
