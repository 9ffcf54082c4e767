//! [`Profile`]: what an article is about, as far as grouping needs it. A pure function of the article.

use super::background::rarity;
use super::settings::Settings;
use super::terms::Terms;
use crate::article::Article;
use crate::relate::day_number;
use crate::relate::hashing::{HashKeyMap, WordHash, hash_of, mix};
use crate::relate::words::{Word, for_each_word, words};
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

/// How often a term stands in an article, weighted by place, in all of it and in headline and lead.
#[derive(Clone, Copy, Default)]
struct Count {
    whole: f32,
    top: f32,
    rarity: f32,
    in_headline: bool,
    /// Times in upper case inside a sentence, and times in lower case.
    as_name: u16,
    as_word: u16,
}

impl Profile {
    /// How probable it is that two articles tell of one event, 0 to 1: the likeness that grouping averages.
    pub fn likeness(&self, other: &Profile, settings: &Settings) -> f32 {
        super::evidence::likeness(self, other, settings)
    }

    /// Their likeness, as far as grouping counts it.
    pub fn alike(&self, other: &Profile, settings: &Settings) -> Option<f32> {
        Some(self.likeness(other, settings)).filter(|score| *score >= settings.floor)
    }

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
        Profiler::new(settings).profile(article, &words(&article.text))
    }

    /// Takes note of a number: a year anywhere, another number in the lead.
    fn count_number(&mut self, text: &str, word: Word, last: Option<Word>, in_lead: bool) {
        let slice = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
        let digits = slice(word.start, word.end);
        if !digits.starts_with(|first: char| first.is_ascii_digit()) {
            return;
        }
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

/// Words of a first line that may be a headline.
const LONGEST_HEADLINE: usize = 30;

/// Numbers of four digits that are taken for years.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

/// Bits of a hash by which a profiler finds words that it met lately.
const MET_BITS: u32 = 12;

/// Makes profiles, one after the other.
pub struct Profiler<'a> {
    /// The terms of the article at hand.
    counts: HashKeyMap<u64, Count>,
    /// The word before, and its rarity.
    last: Option<(Word, f32)>,
    /// Words met lately and their rarities, by the first bits of their hashes: looking them up takes longer.
    met: Vec<(u64, f32)>,
    /// Natural logarithms of small numbers, by number: nearly all frequencies are.
    logarithms: [f32; 64],
    settings: &'a Settings,
}

impl<'a> Profiler<'a> {
    /// A maker of profiles under these settings.
    pub fn new(settings: &'a Settings) -> Profiler<'a> {
        let logarithms = std::array::from_fn(|number| (number as f32).ln());
        let met = vec![(0, rarity(0)); 1 << MET_BITS];
        Profiler { counts: HashKeyMap::default(), last: None, met, logarithms, settings }
    }

    /// The profile of an article whose text has these words.
    pub(in crate::relate) fn profile(&mut self, article: &Article, words: &[Word]) -> Profile {
        let settings = self.settings;
        self.counts.clear();
        self.last = None;
        // Without a headline the first line stands for it, up to the length a headline may have.
        let first_line = article.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").len();
        let mut profile = Profile { day: day_number(article), ..Profile::default() };
        for (place, word) in words.iter().copied().enumerate() {
            let as_headline =
                article.headline.is_none() && (word.start as usize) < first_line && place < LONGEST_HEADLINE;
            let in_lead = place < settings.lead_words;
            let weight = if as_headline {
                settings.headline
            } else if in_lead {
                settings.lead
            } else {
                1.0
            };
            if place < settings.weekday_words {
                profile.weekdays |= weekday(word.hash);
            }
            profile.count_number(&article.text, word, self.last.map(|(last, _)| last), place < settings.figure_words);
            self.count(&article.text, word, weight, (as_headline, as_headline || in_lead), true);
        }
        self.last = None;
        if let Some(headline) = &article.headline {
            for_each_word(headline, |word| self.count(headline, word, settings.headline, (true, true), false));
        }
        self.weigh(&mut profile);
        profile
    }

    /// Weighs what was counted.
    fn weigh(&self, profile: &mut Profile) {
        let settings = self.settings;
        let counts: Vec<(&u64, &Count)> = self.counts.iter().collect();
        let known = || counts.iter().copied();
        let logarithm = |frequency: f32| match self.logarithms.get(frequency as usize) {
            Some(known) if frequency.fract() == 0.0 => *known,
            _ => frequency.ln(),
        };
        let weighed = |frequency: f32, count: &Count| (1.0 + logarithm(frequency)) * count.rarity;
        let whole = known().map(|(term, count)| (*term, weighed(count.whole, count)));
        profile.whole = Terms::new(whole.collect(), settings.terms);
        let top = known().filter(|(_, count)| count.top > 0.0);
        profile.top = Terms::new(top.map(|(term, count)| (*term, weighed(count.top, count))).collect(), settings.terms);
        let names = known().filter(|(_, count)| count.as_name > count.as_word);
        let names = names.map(|(term, count)| (*term, weighed(count.whole, count)));
        profile.names = Terms::new(names.collect(), settings.names);
        let first = profile.names.iter().map(|(term, _)| (term, profile.top.weight(term)));
        profile.first_names = Terms::new(first.filter(|(_, weight)| *weight > 0.0).collect(), settings.names);
        let headline = known().filter(|(_, count)| count.in_headline);
        let headline = headline.map(|(term, count)| (*term, count.rarity.sqrt()));
        profile.headline = Terms::new(headline.collect(), settings.terms);
        profile.figures.sort_unstable();
        profile.figures.dedup();
    }

    /// Counts a word; `cased` says whether its capital tells a name: in headlines it does not.
    fn count(&mut self, text: &str, word: Word, weight: f32, (headline, top): (bool, bool), cased: bool) {
        let rarity = self.rarity(word.hash);
        if rarity <= self.settings.stop_rarity {
            self.last = Some((word, rarity));
            return;
        }
        let begins = word.capital && self.last.is_none_or(|(last, _)| ends_sentence(text, last.end, word.start));
        let entry = self.add(stem(text, word), rarity, weight, top);
        entry.in_headline |= headline;
        if cased && !word.capital {
            entry.as_word = entry.as_word.saturating_add(1);
        } else if cased && !begins && weekday(word.hash) == 0 {
            entry.as_name = entry.as_name.saturating_add(1);
        }
        let least = self.settings.pair_rarity;
        if let Some((last, rarity_before)) = self.last
            && last.end + 1 == word.start
            && rarity > least
            && rarity_before > least
        {
            let pair = mix(last.hash.rotate_left(7) ^ word.hash) | PAIR;
            self.add(pair, (rarity + rarity_before) * self.settings.pair, weight, top);
        }
        self.last = Some((word, rarity));
    }

    /// How rare the word with this hash is.
    fn rarity(&mut self, word: u64) -> f32 {
        match self.met.get_mut((word >> (64 - MET_BITS)) as usize) {
            Some((known, known_rarity)) if *known == word => *known_rarity,
            Some(place) => {
                *place = (word, rarity(word));
                place.1
            }
            None => rarity(word),
        }
    }

    fn add(&mut self, term: u64, rarity: f32, weight: f32, top: bool) -> &mut Count {
        let entry = self.counts.entry(term).or_insert(Count { rarity, ..Count::default() });
        entry.whole += weight;
        entry.top += if top { weight } else { 0.0 };
        entry
    }
}

/// Whether a sentence, a line or a quotation begins between two words: a capital then tells nothing.
fn ends_sentence(text: &str, last: u32, next: u32) -> bool {
    let between = text.get(last as usize..next as usize).unwrap_or_default();
    between != " " && between.contains(['.', '!', '?', ':', '\n', '"', '“', '”', '•', '|'])
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

/// The bit by which the hash of a pair of words differs from that of any one word.
const PAIR: u64 = 1;

/// Whether a term is one word and not a pair.
pub(super) fn is_word(term: u64) -> bool {
    term & PAIR == 0
}

/// The hash of an English word without its commonest endings, so that "vetoed" and "vetoes" count as one.
pub(super) fn stem(text: &str, word: Word) -> u64 {
    const ENDINGS: [(&[u8], usize); 7] =
        [(b"ies", 3), (b"ing", 4), (b"es", 4), (b"ed", 4), (b"s", 3), (b"e", 4), (b"y", 4)];
    let bytes = text.as_bytes().get(word.start as usize..word.end as usize).unwrap_or_default();
    // Few words end like one of these: the last letter alone turns most away.
    if !bytes.last().is_some_and(|last| matches!(last | 0x20, b's' | b'g' | b'd' | b'e' | b'y')) {
        return word.hash & !PAIR;
    }
    let Some(kept) = ENDINGS.iter().find_map(|(ending, least)| {
        let kept = bytes.len().checked_sub(ending.len()).filter(|kept| kept >= least)?;
        let (stem, end) = bytes.split_at_checked(kept)?;
        let double = *ending == b"s" && stem.last() == Some(&b's');
        (end.eq_ignore_ascii_case(ending) && !double && stem.is_ascii()).then_some(stem)
    }) else {
        return word.hash & !PAIR;
    };
    let mut hash = WordHash::new();
    hash.push_letters(kept);
    hash.finish() & !PAIR
}
