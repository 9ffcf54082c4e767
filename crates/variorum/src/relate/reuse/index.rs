//! [`Index`]: which earlier articles may share a passage with a new one.

use super::sketch::{SHINGLE, Sketch};
use crate::article::Article;
use crate::relate::day_number;
use crate::relate::hashing::{HashKeyMap, hash_of};

/// Postings kept for one fingerprint. Text that more unrelated articles share is a stock phrase or was found already.
const LONGEST_LIST: u8 = 32;

/// Articles compared with a new one.
const MOST_CANDIDATES: usize = 24;

/// Fingerprints two articles must share to be compared: a passage of some fifteen words.
const FEWEST_SHARED: u32 = 3;

/// Articles of one outlet, or else publication days of any outlets, that make a passage boilerplate: a wire text is
/// printed by many within a day or two, a frame or a stock paragraph goes on for weeks.
const BOILERPLATE_ARTICLES: usize = 3;
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
    /// One flag a word of the sketch: the outlet prints it under many articles.
    pub boilerplate: Vec<bool>,
}

impl Index {
    /// Adds an article under a number of the caller's.
    pub fn add(&mut self, number: usize, article: &Article, sketch: &Sketch) {
        let (Ok(number), printed) = (u32::try_from(number), Printed::of(article)) else { return };
        for fingerprint in sketch.fingerprints() {
            let Ok(place) = u32::try_from(self.postings.len()) else { return };
            let list = self.lists.entry(fingerprint.hash).or_insert(List { newest: END, length: 0 });
            let repeated = self.postings.get(list.newest as usize).is_some_and(|posting| posting.article == number);
            if !repeated && list.length < LONGEST_LIST {
                self.postings.push(Posting { article: number, printed, older: list.newest });
                *list = List { newest: place, length: list.length + 1 };
            }
        }
    }

    /// The articles numbered below `number` that may share a passage with it, and its boilerplate, which all articles of
    /// the index tell. The article itself may be in the index.
    pub fn candidates(&self, number: usize, article: &Article, sketch: &Sketch) -> Candidates {
        let mut shared: HashKeyMap<u32, u32> = HashKeyMap::default();
        let mut boilerplate = vec![false; sketch.words.len()];
        let own = Printed::of(article);
        let mut printed: Vec<Printed> = Vec::new();
        let mut found: Vec<(u32, u32)> = Vec::new();
        for fingerprint in sketch.fingerprints() {
            printed.clear();
            printed.push(own);
            let mut place = self.lists.get(&fingerprint.hash).map_or(END, |list| list.newest);
            while let Some(posting) = self.postings.get(place as usize) {
                place = posting.older;
                if posting.article as usize != number {
                    printed.push(posting.printed);
                    found.extend(((posting.article as usize) < number).then_some((fingerprint.word, posting.article)));
                }
            }
            if is_boilerplate(&mut printed) {
                let word = fingerprint.word as usize;
                boilerplate.iter_mut().skip(word).take(SHINGLE).for_each(|flag| *flag = true);
            }
        }
        let masked = boilerplate.iter().filter(|flag| **flag).count();
        if masked * 2 > boilerplate.len() {
            // Not a frame around many articles, but one text that an outlet published several times.
            boilerplate.fill(false);
        }
        for (word, other) in found {
            let shingle = boilerplate.iter().skip(word as usize).take(SHINGLE);
            if shingle.copied().any(|flag| !flag) {
                *shared.entry(other).or_insert(0) += 1;
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

/// Whether a passage that was printed so often is boilerplate.
fn is_boilerplate(printed: &mut [Printed]) -> bool {
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
        let outlet = article.outlet.as_deref().map_or(0, |name| (hash_of(name) >> 32) as u32 | 1);
        Printed { outlet, day: day_number(article).unwrap_or(NO_DAY) }
    }
}
