//! [`Index`]: which earlier articles may share a passage with a new one.

use super::sketch::Fingerprint;
use crate::article::Article;
use crate::relate::day_number;
use crate::relate::hashing::{HashKeyMap, hash_of_string};

/// Postings kept for one fingerprint. Text that more unrelated articles share is a stock phrase or was found already.
pub const LONGEST_LIST: usize = 32;

/// Articles compared with a new one.
const MOST_CANDIDATES: usize = 24;

/// Fingerprints two articles must share to be compared: a passage of some fifteen words.
pub const FEWEST_SHARED: u32 = 2;

/// Articles of one outlet, or else publication days of any outlets, that make a passage boilerplate: a wire text is
/// printed by many within a day or two, a frame or a stock paragraph goes on for weeks. What fewer articles print is none.
pub const BOILERPLATE_ARTICLES: usize = 3;
const BOILERPLATE_DAYS: usize = 5;

/// An inverted index of fingerprints to which articles are added one by one.
#[derive(Clone, Debug, Default)]
pub struct Index {
    lists: HashKeyMap<u32, List>,
    postings: Vec<Posting>,
}

/// Where the postings of one fingerprint begin (a chain through `postings`, newest first) and how many there are.
#[derive(Clone, Copy, Debug)]
struct List {
    newest: u32,
    /// The article of the newest posting: most lists are looked up by their only article, and end here.
    article: u32,
    length: u8,
}

#[derive(Clone, Copy, Debug)]
struct Posting {
    article: u32,
    printed: Printed,
    /// Index of the next posting; [`END`] at the last.
    older: u32,
}

const END: u32 = u32::MAX;

/// Who printed an article, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Printed {
    /// Hash of the outlet; 0 where it is not known.
    outlet: u32,
    /// Days since 1970; [`NO_DAY`] where it is not known.
    day: i32,
}

const NO_DAY: i32 = i32::MIN;

/// What an index knows about a new article.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Articles that may share a passage, sorted, each with the number of fingerprints it shares.
    pub articles: Vec<(usize, u32)>,
    /// Fingerprints of passages that stand around many articles.
    pub boilerplate: Vec<Fingerprint>,
}

impl Index {
    /// Adds the fingerprints of an article under a number of the caller's.
    pub fn add(&mut self, number: usize, article: &Article, fingerprints: &[Fingerprint]) {
        let (Ok(number), printed) = (u32::try_from(number), Printed::of(article)) else { return };
        for fingerprint in fingerprints {
            let Ok(place) = u32::try_from(self.postings.len()) else { return };
            let list = self.lists.entry(fingerprint.hash).or_insert(List { newest: END, article: END, length: 0 });
            if list.article != number && usize::from(list.length) < LONGEST_LIST {
                self.postings.push(Posting { article: number, printed, older: list.newest });
                *list = List { newest: place, article: number, length: list.length + 1 };
            }
        }
    }

    /// The articles numbered below `number` that may share a passage with it, and its boilerplate, which all articles of
    /// the index tell. The article itself may be in the index. Of its fingerprints, which number
    /// `all_fingerprints`, those may be left out that no other article has.
    pub fn candidates(
        &self,
        number: usize,
        article: &Article,
        fingerprints: &[Fingerprint],
        all_fingerprints: usize,
    ) -> Candidates {
        let own = Printed::of(article);
        let mut boilerplate: Vec<Fingerprint> = Vec::new();
        let mut printed: Vec<Printed> = Vec::new();
        let mut found: Vec<u32> = Vec::new();
        let mut all: Vec<u32> = Vec::new();
        for fingerprint in fingerprints {
            let Some(list) = self.lists.get(&fingerprint.hash) else { continue };
            if list.length == 1 && list.article as usize == number {
                continue;
            }
            printed.clear();
            printed.push(own);
            let known = found.len();
            let mut place = list.newest;
            while let Some(posting) = self.postings.get(place as usize) {
                place = posting.older;
                if posting.article as usize != number {
                    printed.push(posting.printed);
                    found.extend(((posting.article as usize) < number).then_some(posting.article));
                }
            }
            if is_printed_often(&mut printed) {
                boilerplate.push(*fingerprint);
                all.extend(found.drain(known..));
            }
        }
        if boilerplate.len() * 2 > all_fingerprints {
            // Not a frame around many articles, but one text that was published several times.
            boilerplate.clear();
            found.append(&mut all);
        }
        found.sort_unstable();
        let counts =
            found.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()? as usize, same.len() as u32)));
        let mut articles: Vec<(usize, u32)> = counts.filter(|(_, count)| *count >= FEWEST_SHARED).collect();
        articles.sort_unstable_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        articles.truncate(MOST_CANDIDATES);
        articles.sort_unstable();
        Candidates { articles, boilerplate }
    }
}

/// Tells fingerprints that are met once from those that are met again. Nearly all are met once, and need no list.
#[derive(Clone, Debug)]
pub(super) struct Repeats {
    /// A bit for each of some classes of hashes: met; met again.
    met: Vec<u64>,
    again: Vec<u64>,
}

impl Repeats {
    /// With room for so many fingerprints: a few in a hundred that are met once will look as if they were met again.
    pub(super) fn with_room(fingerprints: usize) -> Repeats {
        let words = (fingerprints / 4).next_power_of_two();
        Repeats { met: vec![0; words], again: vec![0; words] }
    }

    pub(super) fn meet(&mut self, hash: u32) {
        let (word, bit) = self.place(hash);
        if let (Some(met), Some(again)) = (self.met.get_mut(word), self.again.get_mut(word)) {
            *again |= *met & bit;
            *met |= bit;
        }
    }

    /// Whether a fingerprint was met again; a few of those that were not count as if they had been.
    pub(super) fn has(&self, hash: u32) -> bool {
        let (word, bit) = self.place(hash);
        self.again.get(word).is_some_and(|again| again & bit != 0)
    }

    fn place(&self, hash: u32) -> (usize, u64) {
        // Winnowing chooses small hashes: their bits are mixed first.
        let mixed = u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 38) as usize & (self.met.len() - 1), 1 << (mixed >> 32 & 63))
    }
}

/// Whether a passage that these articles print is boilerplate.
pub fn is_boilerplate<'a>(articles: impl Iterator<Item = &'a Article>) -> bool {
    let mut printed: Vec<Printed> = articles.map(Printed::of).collect();
    is_printed_often(&mut printed)
}

fn is_printed_often(printed: &mut [Printed]) -> bool {
    if printed.len() < BOILERPLATE_ARTICLES {
        return false;
    }
    printed.sort_unstable();
    let of_one_outlet = printed
        .chunk_by(|a, b| a.outlet == b.outlet)
        .any(|same| same.len() >= BOILERPLATE_ARTICLES && same.first().is_some_and(|first| first.outlet != 0));
    printed.sort_unstable_by_key(|printed| printed.day);
    let dated =
        printed.chunk_by(|a, b| a.day == b.day).filter(|same| same.first().is_some_and(|first| first.day != NO_DAY));
    of_one_outlet || dated.count() >= BOILERPLATE_DAYS
}

impl Printed {
    fn of(article: &Article) -> Printed {
        let outlet = article.outlet.as_deref().map_or(0, |name| (hash_of_string(name) >> 32) as u32 | 1);
        Printed { outlet, day: day_number(article).unwrap_or(NO_DAY) }
    }
}
