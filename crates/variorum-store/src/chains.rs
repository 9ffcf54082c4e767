//! Chains: the articles that likenesses and copies join, and the groups they fall into.
//!
//! Groups of articles can only merge where two of their articles are alike enough to be one story or share their text:
//! articles that no chain of such pairs joins never meet. So a chain is grouped alone, and from the likenesses that the
//! archive keeps: no text or profile is read.

use crate::shelf::Place;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use variorum::article::Published;
use variorum::relate::stories::{Pair, Settings, partition_alike, story_id};

/// Articles that are one story.
pub struct Group {
    /// The id of the story.
    pub id: String,
    /// In collection order.
    pub numbers: Vec<i64>,
}

/// All articles that a chain of likenesses and copies joins with one of them.
#[derive(Default)]
pub struct Chain {
    pub members: BTreeSet<i64>,
    /// Pairs that count in grouping; the second of some may stand outside.
    alike: Vec<(i64, i64, f64)>,
    /// Pairs of which one takes its whole text from the other, the earlier one first.
    copies: Vec<(i64, i64)>,
}

impl Chain {
    /// The chain of an article.
    pub fn of(connection: &Connection, seed: i64, settings: &Settings) -> rusqlite::Result<Chain> {
        let mut alike = connection.prepare_cached(
            "SELECT b, score, 1 FROM likenesses WHERE a = ?1 UNION ALL SELECT a, score, 0 FROM likenesses WHERE b = ?1",
        )?;
        let mut copies = connection.prepare_cached(
            "SELECT b, 1 FROM derivations WHERE a = ?1 AND kind IN ('copy', 'cut', 'edited_copy')
             UNION ALL SELECT a, 0 FROM derivations WHERE b = ?1 AND kind IN ('copy', 'cut', 'edited_copy')",
        )?;
        let mut chain = Chain { members: BTreeSet::from([seed]), ..Chain::default() };
        let mut next = vec![seed];
        while let Some(number) = next.pop() {
            let mut rows = alike.query([number])?;
            while let Some(row) = rows.next()? {
                let (other, score, is_first): (i64, f64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
                if is_first {
                    chain.alike.push((number, other, score));
                }
                if score >= f64::from(settings.linkage.threshold) && chain.members.insert(other) {
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
    pub fn groups(&self, connection: &Connection, settings: &Settings) -> rusqlite::Result<Vec<Group>> {
        let mut find = connection.prepare_cached("SELECT published, name, id, day FROM articles WHERE number = ?")?;
        let mut articles: Vec<(Place, i64, Option<i32>)> = Vec::new();
        for number in &self.members {
            articles.push(find.query_row(params![number], |row| {
                let published: Option<Published> = crate::rows::published(row, 0)?;
                Ok(((published.is_none(), published, row.get(1)?, row.get(2)?), *number, row.get(3)?))
            })?);
        }
        articles.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let places: BTreeMap<i64, usize> =
            articles.iter().enumerate().map(|(place, (_, number, _))| (*number, place)).collect();
        let days: Vec<Option<i32>> = articles.iter().map(|(.., day)| *day).collect();
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
                id: story_id(own().map(|((.., id), ..)| id.as_str())),
                numbers: own().map(|(_, number, _)| *number).collect(),
            }
        };
        Ok(groups.into_iter().map(group).collect())
    }
}
