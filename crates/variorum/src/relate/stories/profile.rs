//! [`Profile`]: what an article is about, as far as grouping needs it. A pure function of the article.

use super::background::rarity;
use super::settings::Settings;
use crate::article::Article;
use crate::relate::day_number;
use crate::relate::hashing::HashKeyMap;
use crate::relate::words::{Word, for_each_word};

/// Words, day and length of one article.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Hash and weight of the strongest terms, sorted by hash; the squares of the weights sum to 1.
    pub(super) terms: Vec<(u64, f32)>,
    /// Days since 1970, where the publication day is known.
    pub(super) day: Option<i32>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    weighted: f32,
    capitals: u32,
    all: u32,
}

impl Profile {
    /// The profile of one article.
    pub fn new(article: &Article, settings: &Settings) -> Profile {
        let mut counts: HashKeyMap<u64, Count> = HashKeyMap::default();
        let mut length = 0;
        let mut count = |word: Word, weight: f32| {
            let entry = counts.entry(word.hash).or_default();
            entry.weighted += weight;
            entry.capitals += u32::from(word.capital);
            entry.all += 1;
        };
        let first_line = article.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").len();
        for_each_word(&article.text, |word| {
            let headline = article.headline.is_none() && (word.start as usize) < first_line && length < 30;
            let weight = if headline {
                settings.headline
            } else if length < settings.lead_words {
                settings.lead
            } else {
                1.0
            };
            length += 1;
            count(word, weight);
        });
        if let Some(headline) = &article.headline {
            for_each_word(headline, |word| count(word, settings.headline));
        }
        let mut terms: Vec<(u64, f32)> = counts
            .into_iter()
            .filter_map(|(hash, count)| {
                let rarity = rarity(hash);
                let name = count.capitals * 2 > count.all;
                let weight = (1.0 + count.weighted.ln()) * rarity * if name { settings.name } else { 1.0 };
                (rarity > settings.stop_rarity).then_some((hash, weight))
            })
            .collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(settings.terms);
        let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if norm > 0.0 {
            terms.iter_mut().for_each(|(_, weight)| *weight /= norm);
        }
        terms.sort_unstable_by_key(|(hash, _)| *hash);
        Profile { terms, day: day_number(article) }
    }

    /// The weight of a term; 0 where the article does not have it among its strongest.
    pub(super) fn weight(&self, term: u64) -> f32 {
        let place = self.terms.binary_search_by_key(&term, |(hash, _)| *hash);
        place.ok().and_then(|place| self.terms.get(place)).map_or(0.0, |(_, weight)| *weight)
    }

    /// The strongest terms and their weights, strongest first.
    pub(super) fn strongest(&self, how_many: usize) -> Vec<(u64, f32)> {
        let mut ranked = self.terms.clone();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(how_many);
        ranked
    }
}

/// Cosine of two profiles, 0 to 1.
pub(super) fn cosine(a: &Profile, b: &Profile) -> f32 {
    let (mut left, mut right) = (a.terms.iter().peekable(), b.terms.iter().peekable());
    let mut sum = 0.0;
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.0.cmp(&other.0) {
            std::cmp::Ordering::Less => left.next(),
            std::cmp::Ordering::Greater => right.next(),
            std::cmp::Ordering::Equal => {
                sum += one.1 * other.1;
                left.next();
                right.next()
            }
        };
    }
    sum
}
