//! Pairs of articles that are alike, as grouping counts it.

use crate::body::unpacked;
use crate::reuse::NO_DAY;
use crate::rows::{ARTICLE, article_with};
use rusqlite::{Connection, params};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use variorum::relate::stories::{Profile, Settings, Yardstick, in_common};

/// Profiles that were read lately: those of the last articles added and what was compared with them.
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

    /// The profiles of some articles, in their order.
    pub fn read(&mut self, connection: &Connection, numbers: &[i64]) -> rusqlite::Result<Vec<&Profile>> {
        let mut find = connection.prepare_cached("SELECT profile FROM sketches WHERE article = ?")?;
        for number in numbers {
            self.used.insert(*number);
            if let Entry::Vacant(entry) = self.kept.entry(*number) {
                let known = find.query_row([number], |row| unpacked(row.get_ref(0)?.as_blob()?))?;
                entry.insert(match known {
                    Some(profile) => profile,
                    None => Profile::new(&article_with(connection, *number, ARTICLE)?, &Settings::default()),
                });
            }
        }
        Ok(numbers.iter().filter_map(|number| self.kept.get(number)).collect())
    }
}

/// Puts articles into the index of strong terms.
pub fn enter<'p>(connection: &Connection, articles: impl Iterator<Item = (i64, &'p Profile)>) -> rusqlite::Result<()> {
    let mut rows: Vec<(i64, i64, i64, f32)> = Vec::new();
    for (number, profile) in articles {
        let day = profile.day().map_or(NO_DAY, i64::from);
        let finders = profile.finders(&Settings::default());
        rows.extend(finders.into_iter().map(|(term, weight)| (term as i64, day, number, weight)));
    }
    rows.sort_unstable_by_key(|(term, day, number, _)| (*term, *day, *number));
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO profile_terms VALUES (?, ?, ?, ?)")?;
    for (term, day, number, weight) in rows {
        insert.execute(params![term, day, number, weight])?;
    }
    Ok(())
}

/// Takes an article out of the index of strong terms, which are these.
pub fn leave(
    connection: &Connection,
    number: i64,
    finders: impl Iterator<Item = u64>,
    day: i64,
) -> rusqlite::Result<()> {
    let mut delete =
        connection.prepare_cached("DELETE FROM profile_terms WHERE term = ? AND day = ? AND article = ?")?;
    for term in finders {
        delete.execute(params![term as i64, day, number])?;
    }
    Ok(())
}

/// Stores the likenesses of new articles, which stand in the index, with those of their window of days that have enough
/// strong terms in common; articles without a day lie in every window.
pub fn add(connection: &Connection, profiles: &mut Profiles, fresh: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let settings = Settings::default();
    let mut rows: Vec<(i64, i64, f32)> = Vec::new();
    for number in fresh {
        let mut compared = neighbours(connection, profiles, *number, &settings)?;
        // Of two new articles the first one to come makes the pair.
        compared.retain(|other| other != number && !(fresh.contains(other) && other < number));
        let read = profiles.read(connection, &[&[*number], compared.as_slice()].concat())?;
        let Some((own, others)) = read.split_first().filter(|(_, others)| !others.is_empty()) else { continue };
        let yardstick = Yardstick::new(own);
        for (other, there) in compared.into_iter().zip(others) {
            let score = yardstick.alike(there, &settings);
            rows.extend(score.map(|score| ((*number).min(other), (*number).max(other), score)));
        }
    }
    rows.sort_unstable_by_key(|(a, b, _)| (*a, *b));
    let mut insert = connection.prepare_cached("INSERT OR REPLACE INTO likenesses (a, b, score) VALUES (?, ?, ?)")?;
    for (a, b, score) in rows {
        insert.execute(params![a, b, score])?;
    }
    Ok(())
}

fn neighbours(
    connection: &Connection,
    profiles: &mut Profiles,
    number: i64,
    settings: &Settings,
) -> rusqlite::Result<Vec<i64>> {
    let mut find = connection.prepare_cached(
        "SELECT article, day, weight FROM profile_terms WHERE term = ?1 AND day BETWEEN ?2 AND ?3
         UNION ALL SELECT article, day, weight FROM profile_terms WHERE term = ?1 AND day = ?4 AND ?3 < ?4",
    )?;
    let own = profiles.read(connection, &[number])?;
    let Some(own) = own.first() else { return Ok(Vec::new()) };
    let window = i64::from(settings.window_days);
    let (first, last) = own.day().map_or((i64::MIN, NO_DAY), |day| (i64::from(day) - window, i64::from(day) + window));
    let mut shared: HashMap<i64, (i64, u32)> = HashMap::new();
    for (term, weight) in own.finders(settings) {
        let mut rows = find.query(params![term as i64, first, last, NO_DAY])?;
        while let Some(row) = rows.next()? {
            let (_, sum) = shared.entry(row.get(0)?).or_insert((row.get(1)?, 0));
            *sum += in_common(weight, row.get(2)?);
        }
    }
    let enough = |day: i64, sum: u32| settings.is_enough(sum, [own.day(), i32::try_from(day).ok()]);
    let found = shared.into_iter().filter(|(_, (day, sum))| enough(*day, *sum));
    let mut found: Vec<i64> = found.map(|(other, _)| other).collect();
    found.sort_unstable();
    Ok(found)
}
