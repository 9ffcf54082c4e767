//! [`Index`]: which earlier articles may share a passage with a new one.

use super::sketch::{SHINGLE, Sketch};
use crate::relate::hashing::{HashKeyMap, hash_of};

/// Postings kept for one fingerprint. Text that more unrelated articles share is a stock phrase or was found already.
const LONGEST_LIST: u8 = 32;

/// Articles compared with a new one.
const MOST_CANDIDATES: usize = 24;

/// Fingerprints two articles must share to be compared: a passage of some fifteen words.
const FEWEST_SHARED: u32 = 3;

/// Articles of one outlet that make a passage boilerplate.
const BOILERPLATE_ARTICLES: usize = 3;

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
    length: u8,
}

#[derive(Clone, Copy, Debug)]
struct Posting {
    article: u32,
    /// Hash of the outlet; 0 where it is not known.
    outlet: u32,
    /// Index of the next posting; [`END`] at the last.
    older: u32,
}

const END: u32 = u32::MAX;

/// What an index knows about a new article.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Articles that may share a passage, sorted, each with the number of fingerprints it shares.
    pub articles: Vec<(usize, u32)>,
    /// One flag a word of the sketch: the outlet prints it under many articles.
    pub boilerplate: Vec<bool>,
}

impl Index {
    /// Adds an article under a number of the caller's.
    pub fn add(&mut self, article: usize, outlet: Option<&str>, sketch: &Sketch) {
        let (Ok(article), outlet) = (u32::try_from(article), outlet_key(outlet)) else { return };
        for fingerprint in sketch.fingerprints() {
            let Ok(place) = u32::try_from(self.postings.len()) else { return };
            let list = self.lists.entry(fingerprint.hash).or_insert(List { newest: END, length: 0 });
            let repeated = self.postings.get(list.newest as usize).is_some_and(|posting| posting.article == article);
            if !repeated && list.length < LONGEST_LIST {
                self.postings.push(Posting { article, outlet, older: list.newest });
                *list = List { newest: place, length: list.length + 1 };
            }
        }
    }

    /// The articles numbered below `article` that may share a passage with it, and its boilerplate, which all articles of
    /// the index tell. `article` itself may be in the index.
    pub fn candidates(&self, article: usize, outlet: Option<&str>, sketch: &Sketch) -> Candidates {
        let outlet = outlet_key(outlet);
        let mut shared: HashKeyMap<u32, u32> = HashKeyMap::default();
        let mut boilerplate = vec![false; sketch.words.len()];
        let mut found: Vec<u32> = Vec::new();
        for fingerprint in sketch.fingerprints() {
            found.clear();
            let mut same_outlet = 0;
            let mut place = self.lists.get(&fingerprint.hash).map_or(END, |list| list.newest);
            while let Some(posting) = self.postings.get(place as usize) {
                place = posting.older;
                if posting.article as usize != article {
                    same_outlet += usize::from(outlet != 0 && posting.outlet == outlet);
                    found.extend(((posting.article as usize) < article).then_some(posting.article));
                }
            }
            if same_outlet + 1 >= BOILERPLATE_ARTICLES {
                let word = fingerprint.word as usize;
                boilerplate.iter_mut().skip(word).take(SHINGLE).for_each(|flag| *flag = true);
                continue;
            }
            for other in &found {
                *shared.entry(*other).or_insert(0) += 1;
            }
        }
        let mut ranked: Vec<(u32, u32)> = shared.into_iter().filter(|(_, count)| *count >= FEWEST_SHARED).collect();
        ranked.sort_unstable_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        ranked.truncate(MOST_CANDIDATES);
        let mut articles: Vec<(usize, u32)> =
            ranked.into_iter().map(|(other, count)| (other as usize, count)).collect();
        articles.sort_unstable();
        Candidates { articles, boilerplate }
    }
}

/// The outlet's key in postings; 0 where it is not known.
fn outlet_key(outlet: Option<&str>) -> u32 {
    outlet.map_or(0, |name| (hash_of(name) >> 32) as u32 | 1)
}
