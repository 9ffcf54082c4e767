//! [`Profile`]: what an article is about, as far as grouping needs it. A pure function of the article.

use super::background::rarity;
use super::settings::Settings;
use crate::article::Article;
use crate::relate::day_number;
use crate::relate::hashing::{HashKeyMap, WordHash, hash_of, mix};
use crate::relate::words::{Word, for_each_word};
use std::sync::OnceLock;

/// Terms and days of one article.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    /// Terms of the whole article, and of headline and lead alone.
    pub(in crate::relate) whole: Terms,
    pub(super) top: Terms,
    /// Days since 1970, where the publication day is known.
    pub(in crate::relate) day: Option<i32>,
    /// Days of the week that headline and lead name: bit 0 is Monday.
    pub(in crate::relate) weekdays: u8,
}

/// Hash and weight of terms, sorted by hash; the squares of the weights sum to 1, or there are none.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(in crate::relate) struct Terms(Vec<(u64, f32)>);

/// How often a term stands in an article, weighted by place, in all of it and in headline and lead.
#[derive(Clone, Copy, Default)]
struct Count {
    whole: f32,
    top: f32,
    rarity: f32,
}

impl Profile {
    /// How alike two articles are, 0 to 1: the likeness that grouping averages.
    pub fn likeness(&self, other: &Profile, settings: &Settings) -> f32 {
        super::candidates::likeness(self, other, settings)
    }

    /// The profile of one article.
    pub fn new(article: &Article, settings: &Settings) -> Profile {
        let mut counter = Counter {
            counts: HashKeyMap::with_capacity_and_hasher(2048, Default::default()),
            last: None,
            weekdays: 0,
            settings,
        };
        // Without a headline the first line stands for it, up to the length a headline may have.
        let first_line = article.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").len();
        let mut length = 0;
        for_each_word(&article.text, |word| {
            let as_headline =
                article.headline.is_none() && (word.start as usize) < first_line && length < LONGEST_HEADLINE;
            let in_lead = length < settings.lead_words;
            let weight = if as_headline {
                settings.headline
            } else if in_lead {
                settings.lead
            } else {
                1.0
            };
            if length < settings.weekday_words {
                counter.weekdays |= weekday(word.hash);
            }
            length += 1;
            counter.count(&article.text, word, weight, as_headline || in_lead);
        });
        counter.last = None;
        if let Some(headline) = &article.headline {
            for_each_word(headline, |word| counter.count(headline, word, settings.headline, true));
        }
        let weekdays = counter.weekdays;
        let counts: Vec<(u64, Count)> = counter.counts.into_iter().collect();
        let terms = |frequency: fn(&Count) -> f32, how_many: usize| {
            let weighed =
                counts.iter().filter(|(_, count)| frequency(count) > 0.0 && count.rarity > settings.stop_rarity);
            Terms::new(
                weighed.map(|(term, count)| (*term, (1.0 + frequency(count).ln()) * count.rarity)).collect(),
                how_many,
            )
        };
        Profile {
            whole: terms(|count| count.whole, settings.terms),
            top: terms(|count| count.top, settings.terms),
            day: day_number(article),
            weekdays,
        }
    }
}

/// Words of a first line that may be a headline.
const LONGEST_HEADLINE: usize = 30;

/// Counts the terms of one article.
struct Counter<'a> {
    counts: HashKeyMap<u64, Count>,
    /// The word before, and its rarity.
    last: Option<(Word, f32)>,
    weekdays: u8,
    settings: &'a Settings,
}

impl Counter<'_> {
    fn count(&mut self, text: &str, word: Word, weight: f32, top: bool) {
        let rarity = rarity(word.hash);
        self.add(stem(text, word), rarity, weight, top);
        let least = self.settings.pair_rarity;
        if let Some((last, rarity_before)) = self.last
            && last.end + 1 == word.start
            && rarity > least
            && rarity_before > least
        {
            let pair = mix(last.hash.rotate_left(7) ^ word.hash);
            self.add(pair, (rarity + rarity_before) * self.settings.pair, weight, top);
        }
        self.last = Some((word, rarity));
    }

    fn add(&mut self, term: u64, rarity: f32, weight: f32, top: bool) {
        let entry = self.counts.entry(term).or_insert(Count { rarity, ..Count::default() });
        entry.whole += weight;
        entry.top += if top { weight } else { 0.0 };
    }
}

/// The bit of a day of the week; 0 for any other word.
fn weekday(word: u64) -> u8 {
    static WEEKDAYS: OnceLock<Vec<u64>> = OnceLock::new();
    let weekdays = WEEKDAYS.get_or_init(|| {
        let lines = include_str!("../../../../../data/weekdays.txt").lines();
        lines.filter(|line| !line.starts_with('#')).map(hash_of).collect()
    });
    weekdays.iter().position(|known| *known == word).map_or(0, |day| 1 << day)
}

/// The hash of an English word without its commonest endings, so that "vetoed" and "vetoes" count as one.
pub(super) fn stem(text: &str, word: Word) -> u64 {
    const ENDINGS: [(&[u8], usize); 7] =
        [(b"ies", 3), (b"ing", 4), (b"es", 4), (b"ed", 4), (b"s", 3), (b"e", 4), (b"y", 4)];
    let bytes = text.as_bytes().get(word.start as usize..word.end as usize).unwrap_or_default();
    let Some(kept) = ENDINGS.iter().find_map(|(ending, least)| {
        let kept = bytes.len().checked_sub(ending.len()).filter(|kept| kept >= least)?;
        let (stem, end) = bytes.split_at_checked(kept)?;
        let double = *ending == b"s" && stem.last() == Some(&b's');
        (end.eq_ignore_ascii_case(ending) && !double && stem.is_ascii()).then_some(stem)
    }) else {
        return word.hash;
    };
    let mut hash = WordHash::new();
    hash.push_letters(kept);
    hash.finish()
}

impl Terms {
    /// Keeps the `how_many` strongest and makes their squares sum to 1.
    fn new(mut terms: Vec<(u64, f32)>, how_many: usize) -> Terms {
        if terms.len() > how_many {
            terms.select_nth_unstable_by(how_many, stronger);
            terms.truncate(how_many);
        }
        terms.sort_unstable_by_key(|(term, _)| *term);
        let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if norm > 0.0 {
            terms.iter_mut().for_each(|(_, weight)| *weight /= norm);
        }
        Terms(terms)
    }

    /// Sums terms of several articles into those of all of them.
    pub(in crate::relate) fn sum<'a>(several: impl Iterator<Item = &'a Terms>, how_many: usize) -> Terms {
        let mut sums: HashKeyMap<u64, f32> = HashKeyMap::default();
        for (term, weight) in several.flat_map(|terms| &terms.0) {
            *sums.entry(*term).or_insert(0.0) += weight;
        }
        Terms::new(sums.into_iter().collect(), how_many)
    }

    pub(in crate::relate) fn iter(&self) -> impl Iterator<Item = (u64, f32)> + '_ {
        self.0.iter().copied()
    }

    /// The weight of a term; 0 where it is none of these.
    pub(in crate::relate) fn weight(&self, term: u64) -> f32 {
        let place = self.0.binary_search_by_key(&term, |(hash, _)| *hash);
        place.ok().and_then(|place| self.0.get(place)).map_or(0.0, |(_, weight)| *weight)
    }

    /// The strongest terms and their weights, strongest first.
    pub(in crate::relate) fn strongest(&self, how_many: usize) -> Vec<(u64, f32)> {
        let mut ranked = self.0.clone();
        if ranked.len() > how_many {
            ranked.select_nth_unstable_by(how_many, stronger);
            ranked.truncate(how_many);
        }
        ranked.sort_unstable_by(stronger);
        ranked
    }

    /// Cosine, 0 to 1.
    pub(in crate::relate) fn cosine(&self, other: &Terms) -> f32 {
        let (mut left, mut right) = (self.0.as_slice(), other.0.as_slice());
        let mut sum = 0.0;
        while let ([(one, weight), rest @ ..], [(two, weight_there), rest_there @ ..]) = (left, right) {
            if one == two {
                sum += weight * weight_there;
            }
            if one <= two {
                left = rest;
            }
            if two <= one {
                right = rest_there;
            }
        }
        sum
    }
}

/// Stronger terms first; of equal ones, the smaller hash.
fn stronger(a: &(u64, f32), b: &(u64, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}
