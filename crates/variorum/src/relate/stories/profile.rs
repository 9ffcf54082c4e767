//! [`Profile`]: what an article is about, as far as grouping needs it. A pure function of the article.

use super::profiler::Profiler;
use super::settings::Settings;
use super::terms::Terms;
use crate::article::Article;
use crate::relate::hashing::{WordHash, hash_of, mix};
use crate::relate::words::Word;
use std::sync::OnceLock;

/// Terms, names, figures and days of one article.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Terms of the whole article, and of headline and lead alone.
    pub(in crate::relate) whole: Terms,
    pub(super) top: Terms,
    /// Words that the article writes as names, and those of them that headline and lead have.
    pub(super) names: Terms,
    pub(super) first_names: Terms,
    /// Terms of the headline, each weighed by its rarity.
    pub(super) headline: Terms,
    /// Hashes of the numbers of the lead, sorted.
    pub(super) figures: Vec<u64>,
    /// The latest year that the text names.
    pub(super) year: Option<u16>,
    /// Days since 1970, where the publication day is known.
    pub(in crate::relate) day: Option<i32>,
    /// Days of the week that headline and lead name: bit 0 is Monday.
    pub(in crate::relate) weekdays: u8,
}

impl Profile {
    /// The terms by which likely neighbours of the article are found, and their weights: what two articles have in common
    /// of those alone must be enough ([`Settings::is_enough`]) before they are compared.
    pub fn finders(&self, settings: &Settings) -> Vec<(u64, f32)> {
        self.whole.strongest(settings.index_terms)
    }

    /// The publication day in days since 1970, where it is known.
    pub fn day(&self) -> Option<i32> {
        self.day
    }

    /// The profile of one article.
    pub fn new(article: &Article, settings: &Settings) -> Profile {
        Profiler::new(settings).of(article)
    }

    /// Takes note of a number: a year anywhere, another number in the lead.
    pub(super) fn count_number(&mut self, text: &str, word: Word, last: Option<Word>, in_lead: bool) {
        if !text.as_bytes().get(word.start as usize).is_some_and(u8::is_ascii_digit) {
            return;
        }
        let slice = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
        let digits = slice(word.start, word.end);
        // "5.6" and "12,000" are one number each.
        let goes_on = last.is_some_and(|last| {
            let ends_in_digit = slice(last.start, last.end).ends_with(|last: char| last.is_ascii_digit());
            ends_in_digit && matches!(slice(last.end, word.start), "." | ",")
        });
        match digits.parse::<u16>() {
            Ok(number) if in_lead && goes_on => {
                let whole_part = self.figures.pop().unwrap_or_default();
                self.figures.push(mix(whole_part ^ u64::from(number)));
            }
            Ok(year) if digits.len() == 4 && YEARS.contains(&year) => self.year = self.year.max(Some(year)),
            Ok(_) if in_lead => self.figures.push(word.hash),
            _ => {}
        }
    }
}

/// Numbers of four digits that are taken for years.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

/// The bit of a day of the week; 0 for any other word.
pub(super) fn weekday(word: u64) -> u8 {
    static WEEKDAYS: OnceLock<Vec<u64>> = OnceLock::new();
    let weekdays = WEEKDAYS.get_or_init(|| {
        let lines = include_str!("../../../../../data/weekdays.txt").lines();
        lines.filter(|line| !line.starts_with('#')).map(hash_of).collect()
    });
    weekdays.iter().position(|known| *known == word).map_or(0, |day| 1 << day)
}

/// The bit by which the hash of a pair of words differs from that of any one word.
pub(super) const PAIR: u64 = 1;

/// Whether a term is one word and not a pair.
pub(super) fn is_word(term: u64) -> bool {
    term & PAIR == 0
}

/// The hash of an English word without its commonest endings, so that "vetoed" and "vetoes" count as one.
pub(super) fn stem(text: &str, word: Word) -> u64 {
    let bytes = text.as_bytes().get(word.start as usize..word.end as usize).unwrap_or_default();
    let Some(kept) = without_ending(bytes) else { return word.hash & !PAIR };
    let mut hash = WordHash::new();
    hash.push_letters(kept);
    hash.finish() & !PAIR
}

/// A word without its ending; `None` where it has none of those, or what is left would be too short.
fn without_ending(word: &[u8]) -> Option<&[u8]> {
    let lower = |byte: &u8| byte | 0x20;
    let (last, before) = word.split_last()?;
    let ends_with = |other: &u8| before.last().map(lower) == Some(*other);
    // The letters of the ending, and the fewest that must be left.
    let (ending, least) = match lower(last) {
        b's' if ends_with(&b'e') && before.len() > 4 && before.iter().rev().nth(1).map(lower) == Some(b'i') => (3, 3),
        b's' if ends_with(&b'e') && before.len() > 4 => (2, 4),
        b's' if before.last() != Some(&b's') => (1, 3),
        b'g' if ends_with(&b'n') && before.iter().rev().nth(1).map(lower) == Some(b'i') => (3, 4),
        b'd' if ends_with(&b'e') => (2, 4),
        b'e' | b'y' => (1, 4),
        _ => return None,
    };
    let kept = word.len().checked_sub(ending).filter(|kept| *kept >= least)?;
    word.get(..kept).filter(|kept| kept.is_ascii())
}
