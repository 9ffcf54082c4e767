//! Chains: the articles that likenesses and copies join, and the groups they fall into.
//!
//! Groups of articles can only merge where two of their articles are alike enough to be one story or share their text:
//! articles that no chain of such pairs joins never meet. So a chain is grouped alone, and from the likenesses that the
//! archive keeps: no text or profile is read. Where a day is missing in a group more is asked of the average between it and
//! another one, and so of the best of its pairs.

use crate::shelf::Place;
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use variorum::article::Published;
use variorum::relate::stories::{Pair, Settings, partition_alike, story_id};

/// Articles that are one story.
pub struct Group {
    /// The id of the story.
    pub id: String,
    /// In collection order.
    pub numbers: Vec<i64>,
    /// The stories in which they stand so far.
    pub former: BTreeSet<String>,
}

/// All articles that a chain of likenesses and copies joins with one of them.
pub struct Chain {
    pub members: BTreeSet<i64>,
    /// What is known of them, and of a few others.
    known: HashMap<i64, Member>,
    /// Pairs that count in grouping; the second of some may stand outside.
    alike: Vec<(i64, i64, f64)>,
    /// Pairs of which one takes its whole text from the other, the earlier one first.
    copies: Vec<(i64, i64)>,
}

/// What grouping needs to know of an article.
struct Member {
    place: Place,
    day: Option<i32>,
    /// The story in which it stands so far.
    story: Option<String>,
}

impl Group {
    /// Whether the archive has this story already.
    pub fn is_known(&self) -> bool {
        self.former.contains(&self.id)
    }
}

impl Chain {
    /// The chain of an article.
    pub fn of(connection: &Connection, seed: i64, settings: &Settings) -> rusqlite::Result<Chain> {
        let mut after = connection.prepare_cached("SELECT b, score FROM likenesses WHERE a = ?")?;
        let mut before = connection.prepare_cached("SELECT a, score FROM likenesses WHERE b = ? AND score >= ?")?;
        let mut copies = connection.prepare_cached(
            "SELECT b, 1 FROM derivations WHERE a = ?1 AND kind IN ('copy', 'cut', 'edited_copy')
             UNION ALL SELECT a, 0 FROM derivations WHERE b = ?1 AND kind IN ('copy', 'cut', 'edited_copy')",
        )?;
        let mut chain =
            Chain { members: BTreeSet::from([seed]), known: HashMap::new(), alike: Vec::new(), copies: Vec::new() };
        let mut next = vec![seed];
        while let Some(number) = next.pop() {
            let day = chain.member(connection, number)?.day;
            let mut alike: Vec<(i64, f64)> = Vec::new();
            let mut rows = after.query([number])?;
            while let Some(row) = rows.next()? {
                let (other, score) = (row.get(0)?, row.get(1)?);
                chain.alike.push((number, other, score));
                alike.push((other, score));
            }
            let mut rows = before.query(params![number, settings.least_joining()])?;
            while let Some(row) = rows.next()? {
                alike.push((row.get(0)?, row.get(1)?));
            }
            alike.retain(|(other, score)| *score >= settings.least_joining() && !chain.members.contains(other));
            for (other, score) in alike {
                if settings.may_join(score, [day, chain.member(connection, other)?.day]) {
                    chain.members.insert(other);
                    next.push(other);
                }
            }
            let mut rows = copies.query([number])?;
            while let Some(row) = rows.next()? {
                let (other, is_first): (i64, bool) = (row.get(0)?, row.get(1)?);
                if is_first {
                    chain.copies.push((number, other));
                }
                if chain.members.insert(other) {
                    next.push(other);
                }
            }
        }
        Ok(chain)
    }

    /// The stories of its articles.
    pub fn groups(&self, settings: &Settings) -> Vec<Group> {
        let mut articles: Vec<(i64, &Member)> = Vec::new();
        articles.extend(self.members.iter().filter_map(|number| Some((*number, self.known.get(number)?))));
        articles.sort_by(|(_, a), (_, b)| a.place.cmp(&b.place));
        let places: HashMap<i64, usize> =
            articles.iter().enumerate().map(|(place, (number, _))| (*number, place)).collect();
        let days: Vec<Option<i32>> = articles.iter().map(|(_, member)| member.day).collect();
        let both = |a: i64, b: i64| Some((*places.get(&a)?, *places.get(&b)?));
        let pairs = self.alike.iter().filter_map(|(a, b, score)| {
            let (a, b) = both(*a, *b)?;
            Some(Pair { a, b, score: *score as f32 })
        });
        let copies: Vec<(usize, usize)> = self.copies.iter().filter_map(|(a, b)| both(*a, *b)).collect();
        let groups = partition_alike(&days, pairs.collect(), &copies, settings);
        let group = |members: Vec<usize>| {
            let own = || members.iter().filter_map(|member| articles.get(*member));
            Group {
                id: story_id(own().map(|(_, member)| member.place.3.as_str())),
                numbers: own().map(|(number, _)| *number).collect(),
                former: own().filter_map(|(_, member)| member.story.clone()).collect(),
            }
        };
        groups.into_iter().map(group).collect()
    }

    fn member(&mut self, connection: &Connection, number: i64) -> rusqlite::Result<&Member> {
        match self.known.entry(number) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let mut find = connection.prepare_cached(
                    "SELECT a.published, a.name, a.id, a.day, m.story
                     FROM articles a LEFT JOIN story_members m ON m.article = a.number WHERE a.number = ?",
                )?;
                let member = find.query_row([number], |row| {
                    let published: Option<Published> = crate::rows::published(row, 0)?;
                    let place = (published.is_none(), published, row.get(1)?, row.get(2)?);
                    Ok(Member { place, day: row.get(3)?, story: row.get(4)? })
                })?;
                Ok(entry.insert(member))
            }
        }
    }
}
