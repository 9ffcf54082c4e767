//! [`Profiler`]: makes profiles, one after the other.

use super::background::rarity;
use super::profile::{PAIR, Profile, stem, weekday};
use super::settings::Settings;
use super::terms::Terms;
use crate::article::Article;
use crate::relate::day_number;
use crate::relate::hashing::mix;
use crate::relate::words::{Word, for_each_word, words};

/// Words of a first line that may be a headline.
const LONGEST_HEADLINE: usize = 30;

/// Bits of a hash by which a profiler finds words that it met lately.
const MET_BITS: u32 = 14;

/// Makes profiles, one after the other.
pub struct Profiler<'a> {
    /// The terms of the article at hand.
    counts: Counts,
    /// The word before, and its rarity.
    last: Option<(Word, f32)>,
    /// Words met lately, by the first bits of their hashes: looking them up takes longer.
    met: Vec<Met>,
    /// Natural logarithms of small numbers, by number: nearly all frequencies are.
    logarithms: [f32; 64],
    /// Terms while they are weighed.
    weighed: Vec<(u64, f32)>,
    settings: &'a Settings,
}

/// A word, and what is made of it wherever it stands.
#[derive(Clone, Copy)]
struct Met {
    word: u64,
    stem: u64,
    rarity: f32,
    weekday: u8,
}

/// Where a word stands.
#[derive(Clone, Copy)]
struct Place {
    /// What it weighs there.
    weight: f32,
    in_headline: bool,
    /// In headline or lead.
    at_top: bool,
    /// Whether its capital tells a name: in headlines it does not.
    cased: bool,
}

impl<'a> Profiler<'a> {
    /// A maker of profiles under these settings.
    pub fn new(settings: &'a Settings) -> Profiler<'a> {
        let logarithms = std::array::from_fn(|number| (number as f32).ln());
        // No word of a text has the hash 0.
        let nothing = Met { word: 0, stem: 0, rarity: rarity(0), weekday: 0 };
        let met = vec![nothing; 1 << MET_BITS];
        Profiler { counts: Counts::default(), last: None, met, logarithms, weighed: Vec::new(), settings }
    }

    /// The profile of an article.
    pub fn of(&mut self, article: &Article) -> Profile {
        self.profile(article, &words(&article.text))
    }

    /// The profile of an article whose text has these words.
    pub(in crate::relate) fn profile(&mut self, article: &Article, words: &[Word]) -> Profile {
        let settings = self.settings;
        self.counts.clear();
        self.last = None;
        // Without a headline the first line stands for it, up to the length a headline may have.
        let first_line = match &article.headline {
            Some(_) => 0,
            None => article.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").len(),
        };
        let mut profile = Profile { day: day_number(article), ..Profile::default() };
        for (number, word) in words.iter().copied().enumerate() {
            let in_headline = (word.start as usize) < first_line && number < LONGEST_HEADLINE;
            let in_lead = number < settings.lead_words;
            let weight = if in_headline {
                settings.headline
            } else if in_lead {
                settings.lead
            } else {
                1.0
            };
            let met = self.meet(&article.text, word);
            if number < settings.weekday_words {
                profile.weekdays |= met.weekday;
            }
            profile.count_number(&article.text, word, self.last.map(|(last, _)| last), number < settings.figure_words);
            let place = Place { weight, in_headline, at_top: in_headline || in_lead, cased: true };
            self.count(&article.text, word, met, place);
        }
        self.last = None;
        if let Some(headline) = &article.headline {
            let place = Place { weight: settings.headline, in_headline: true, at_top: true, cased: false };
            for_each_word(headline, |word| {
                let met = self.meet(headline, word);
                self.count(headline, word, met, place);
            });
        }
        self.weigh(&mut profile);
        profile
    }

    /// Weighs what was counted.
    fn weigh(&mut self, profile: &mut Profile) {
        let Profiler { settings, logarithms, .. } = self;
        let logarithm = |frequency: f32| match logarithms.get(frequency as usize) {
            Some(known) if (frequency as usize) as f32 == frequency => *known,
            _ => frequency.ln(),
        };
        let of = |frequency: f32, count: &Count| (1.0 + logarithm(frequency)) * count.rarity;
        let (all, weighed) = (self.counts.all.as_slice(), &mut self.weighed);
        let mut terms = |how_many: usize, weight: &dyn Fn(&Count) -> Option<f32>| {
            weighed.clear();
            weighed.extend(all.iter().filter_map(|count| Some((count.term, weight(count)?))));
            Terms::new(weighed, how_many)
        };
        profile.whole = terms(settings.terms, &|count| Some(of(count.whole, count)));
        profile.top = terms(settings.terms, &|count| (count.top > 0.0).then(|| of(count.top, count)));
        let is_name = |count: &Count| count.as_name > count.as_word;
        profile.names = terms(settings.names, &|count| is_name(count).then(|| of(count.whole, count)));
        profile.headline = terms(settings.terms, &|count| count.in_headline.then(|| count.rarity.sqrt()));
        weighed.clear();
        let first = profile.names.iter().map(|(term, _)| (term, profile.top.weight(term)));
        weighed.extend(first.filter(|(_, weight)| *weight > 0.0));
        profile.first_names = Terms::new(weighed, settings.names);
        profile.figures.sort_unstable();
        profile.figures.dedup();
    }

    /// Counts a word.
    fn count(&mut self, text: &str, word: Word, met: Met, place: Place) {
        let before = self.last.replace((word, met.rarity));
        if met.rarity <= self.settings.stop_rarity {
            return;
        }
        let begins = word.capital && before.is_none_or(|(last, _)| ends_sentence(text, last.end, word.start));
        let entry = self.counts.add(met.stem, met.rarity, place);
        entry.in_headline |= place.in_headline;
        if place.cased && !word.capital {
            entry.as_word = entry.as_word.saturating_add(1);
        } else if place.cased && !begins && met.weekday == 0 {
            entry.as_name = entry.as_name.saturating_add(1);
        }
        let least = self.settings.pair_rarity;
        if let Some((last, rarity_before)) = before
            && last.end + 1 == word.start
            && met.rarity > least
            && rarity_before > least
        {
            let pair = mix(last.hash.rotate_left(7) ^ word.hash) | PAIR;
            self.counts.add(pair, (met.rarity + rarity_before) * self.settings.pair, place);
        }
    }

    /// What is made of a word.
    fn meet(&mut self, text: &str, word: Word) -> Met {
        let made =
            || Met { word: word.hash, stem: stem(text, word), rarity: rarity(word.hash), weekday: weekday(word.hash) };
        // In capitals a word on double S is cut where in lower case it is not.
        let last_two = (word.end as usize).checked_sub(2).and_then(|start| text.as_bytes().get(start..));
        match self.met.get_mut((word.hash >> (64 - MET_BITS)) as usize) {
            Some(known) if !matches!(last_two, Some([b'S', b's' | b'S', ..])) => {
                if known.word != word.hash {
                    *known = made();
                }
                *known
            }
            _ => made(),
        }
    }
}

/// Whether a sentence, a line or a quotation begins between two words: a capital then tells nothing.
fn ends_sentence(text: &str, last: u32, next: u32) -> bool {
    let between = text.get(last as usize..next as usize).unwrap_or_default();
    between != " " && between.contains(['.', '!', '?', ':', '\n', '"', '“', '”', '•', '|'])
}

/// How often terms stand in an article.
#[derive(Default)]
struct Counts {
    /// In the order in which they were met.
    all: Vec<Count>,
    /// By the bits of a term, from which the search goes on to the next: one more than its place in `all`, or 0.
    slots: Vec<u32>,
}

/// How often a term stands in an article, weighted by place, in all of it and in headline and lead.
#[derive(Clone, Copy)]
struct Count {
    term: u64,
    whole: f32,
    top: f32,
    rarity: f32,
    in_headline: bool,
    /// Times in upper case inside a sentence, and times in lower case.
    as_name: u16,
    as_word: u16,
}

impl Counts {
    fn clear(&mut self) {
        self.all.clear();
        self.slots.fill(0);
    }

    /// Counts a term once more.
    fn add(&mut self, term: u64, rarity: f32, place: Place) -> &mut Count {
        if self.slots.len() < (self.all.len() + 1) * 2 {
            self.grow();
        }
        let number = match self.slot(term) {
            (_, known @ 1..) => known as usize - 1,
            (slot, _) => {
                self.slots[slot] = self.all.len() as u32 + 1;
                let new = Count { term, whole: 0.0, top: 0.0, rarity, in_headline: false, as_name: 0, as_word: 0 };
                self.all.push(new);
                self.all.len() - 1
            }
        };
        let count = &mut self.all[number];
        count.whole += place.weight;
        count.top += if place.at_top { place.weight } else { 0.0 };
        count
    }

    /// The slot of a term, and what stands in it.
    fn slot(&self, term: u64) -> (usize, u32) {
        let last = self.slots.len() - 1;
        let mut slot = (term >> 8) as usize & last;
        loop {
            let known = self.slots[slot];
            if known == 0 || self.all[known as usize - 1].term == term {
                return (slot, known);
            }
            slot = (slot + 1) & last;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(2048)];
        for number in 0..self.all.len() {
            let (slot, _) = self.slot(self.all[number].term);
            self.slots[slot] = number as u32 + 1;
        }
    }
}
