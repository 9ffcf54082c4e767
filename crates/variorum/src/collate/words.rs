//! Content words of a passage and how alike two words are: what the alignment of claims counts.

use crate::relate::hashing::{HashKeyMap, hash_of_string};
use crate::relate::word_index::WordValues;
use crate::text::lists::{self, WordMap, WordSet};
use std::sync::LazyLock;

/// The weight of a word that the frequency list does not know.
const UNKNOWN_WEIGHT: f32 = 0.92;
/// The weight of a figure: it tells claims apart nearly as well as a rare word.
const FIGURE_WEIGHT: f32 = 0.92;
/// Common words tell a little more than their rank says.
const DAMPING: f32 = 0.8;
/// The least weight of a content word.
const LEAST_WEIGHT: f32 = 0.05;
/// What is left of the weight of a word that stands in every sentence of a story.
const LEAST_SCALE: f32 = 0.15;
/// Likeness of two words of one family ("collide", "collision"): they share a long beginning.
const FAMILY_LIKENESS: f32 = 0.8;

/// `data/collate/word_ranks.txt` as the build script laid it out: by word its rank.
static RANKS: LazyLock<Option<WordValues>> =
    LazyLock::new(|| WordValues::read(include_bytes!(concat!(env!("OUT_DIR"), "/word_ranks.bin"))));

static STOP_WORDS: LazyLock<WordSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../../data/collate/stop_words.txt")).collect());

/// One content word of a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Index into the vocabulary: words of one stem have one index.
    pub stem: u32,
    /// First four bytes of the stem; 0 where it is shorter or a figure. Tells most unlike words apart at once.
    beginning: u32,
    /// How much the word tells, 0.05 to 1: rare words and figures tell most.
    pub weight: f32,
    pub figure: bool,
}

impl Word {
    /// The order in which alike words stand side by side: by their beginning, then their stem.
    pub fn place(&self) -> (u32, u32) {
        (if self.beginning == 0 { u32::MAX - self.stem } else { self.beginning }, self.stem)
    }
}

/// Some words in a few bits: tells most words apart that none of them is like.
#[derive(Clone, Copy, Debug)]
pub struct Signature<const SIZE: usize>([u64; SIZE]);

impl<const SIZE: usize> Signature<SIZE> {
    /// The signature of a list of words.
    pub fn of(words: &[Word]) -> Signature<SIZE> {
        let mut bits = [0; SIZE];
        for word in words {
            let (place, bit) = Self::bit(*word);
            bits[place] |= bit;
        }
        Signature(bits)
    }

    /// False only where no word of the list is like `wanted` at all.
    pub fn may_have_like(&self, wanted: Word) -> bool {
        let (place, bit) = Self::bit(wanted);
        self.0[place] & bit != 0
    }

    /// Words that are alike have one bit: they have one beginning, or one stem.
    fn bit(word: Word) -> (usize, u64) {
        let hash = word.place().0.wrapping_mul(0x9E37_79B9) >> 16;
        ((hash >> 6) as usize % SIZE, 1 << (hash & 63))
    }
}

/// The stems met so far. Indexes depend on the order of calls, so they are for look-ups, never for results.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    indexes: WordMap<String, u32>,
    stems: Vec<String>,
    /// By hash of a form met before: its word, not yet rescaled; `None` of a stop word.
    forms: HashKeyMap<u64, Option<Word>>,
    /// By stem: what its weight is multiplied with in this story; 1 where nothing is said.
    scales: Vec<f32>,
}

impl Vocabulary {
    /// The content words of a passage, in order, each stem as often as it stands there.
    pub fn read(&mut self, passage: &str) -> Vec<Word> {
        let mut words = Vec::new();
        each_word(passage, |form| {
            let key = hash_of_string(form);
            let word = match self.forms.get(&key) {
                Some(known) => *known,
                None => {
                    let word = (!is_stop_word(form)).then(|| self.word(form));
                    self.forms.insert(key, word);
                    word
                }
            };
            words.extend(word.map(|word| self.rescaled(word)));
        });
        words
    }

    /// As [`Vocabulary::read`], for a passage whose words have all been read before; others are left out.
    pub fn known(&self, passage: &str) -> Vec<Word> {
        let mut words = Vec::new();
        each_word(passage, |form| {
            let word = match self.forms.get(&hash_of_string(form)) {
                Some(known) => *known,
                None => self.word_of_known_stem(form),
            };
            words.extend(word.map(|word| self.rescaled(word)));
        });
        words
    }

    /// Makes words that stand in many sentences of a story tell less there: the names that are in every other sentence
    /// find *same actors*, not *same claim*. `sentences` of `articles` are all the story has; their words are rescaled.
    pub fn fit_to_story<'w>(&mut self, sentences: impl Iterator<Item = &'w mut Vec<Word>>, articles: usize) {
        let sentences: Vec<&mut Vec<Word>> = sentences.collect();
        let mut counts = vec![0_u32; self.stems.len()];
        for sentence in &sentences {
            let mut stems: Vec<u32> = sentence.iter().map(|word| word.stem).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                if let Some(count) = counts.get_mut(stem as usize) {
                    *count += 1;
                }
            }
        }
        let articles = articles.max(1) as f32;
        let usual = (sentences.len() as f32 / articles).max(2.0);
        // Once an article is what a claim that all make would have; only more often than that makes a word common.
        let scale = |count: u32| (1.0 - (count as f32 / articles).max(1.0).ln() / usual.ln()).clamp(LEAST_SCALE, 1.0);
        self.scales = counts.into_iter().map(scale).collect();
        for word in sentences.into_iter().flatten() {
            word.weight *= self.scale(word.stem);
        }
    }

    fn scale(&self, stem: u32) -> f32 {
        self.scales.get(stem as usize).copied().unwrap_or(1.0)
    }

    /// How alike two words are, 0 to 1.
    pub fn likeness(&self, a: Word, b: Word) -> f32 {
        if a.stem == b.stem {
            return 1.0;
        }
        if a.beginning == 0 || a.beginning != b.beginning {
            return 0.0;
        }
        let (a, b) = (self.stem(a), self.stem(b));
        let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        if shared * 5 >= a.len().max(b.len()) * 2 { FAMILY_LIKENESS } else { 0.0 }
    }

    /// The stem of a word of this vocabulary.
    pub fn stem(&self, word: Word) -> &str {
        self.stems.get(word.stem as usize).map_or("", String::as_str)
    }

    /// The word of a form, its weight not yet rescaled.
    fn word(&mut self, form: &str) -> Word {
        let (stem, figure) = stem_of(form);
        let beginning = beginning(&stem, figure);
        let next = self.stems.len() as u32;
        let index = *self.indexes.entry(stem).or_insert_with_key(|stem| {
            self.stems.push(stem.clone());
            next
        });
        Word { stem: index, beginning, weight: weight(form, figure), figure }
    }

    /// The same of a form that was not met before, if its stem was.
    fn word_of_known_stem(&self, form: &str) -> Option<Word> {
        let (stem, figure) = stem_of(form);
        let index = *self.indexes.get(&stem).filter(|_| !is_stop_word(form))?;
        Some(Word { stem: index, beginning: beginning(&stem, figure), weight: weight(form, figure), figure })
    }

    fn rescaled(&self, word: Word) -> Word {
        Word { weight: word.weight * self.scale(word.stem), ..word }
    }
}

/// The stem of a word, and whether it is a figure, which is its own stem.
fn stem_of(form: &str) -> (String, bool) {
    let figure = form.starts_with(|first: char| first.is_ascii_digit());
    (if figure { form.to_string() } else { stem(form) }, figure)
}

/// The first four bytes of a stem; 0 where it is shorter or a figure.
fn beginning(stem: &str, figure: bool) -> u32 {
    match stem.as_bytes() {
        [a, b, c, d, ..] if !figure => u32::from_be_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

/// Whether a lower-case word carries no content.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(word)
}

/// Words and figures of a passage in lower case, marks of typography levelled; "2,500" and "9.4" stay whole.
pub fn words_of(passage: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(passage, |word| words.push(word.to_string()));
    words
}

/// Calls `each` with what [`words_of`] gives.
fn each_word(passage: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut characters = passage.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_ascii_lowercase() && !word.ends_with(|last: char| last.is_ascii_digit()) {
            word.push(character);
            continue;
        }
        let inside_figure = matches!(character, ',' | '.')
            && word.chars().next_back().is_some_and(|last| last.is_ascii_digit())
            && characters.peek().is_some_and(char::is_ascii_digit);
        // "1990s" and "49ers" are a figure and an ending.
        let ends_figure = character.is_alphabetic() && word.ends_with(|last: char| last.is_ascii_digit());
        if ends_figure {
            each(&word);
            word.clear();
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        } else if inside_figure {
            if character == '.' {
                word.push('.');
            }
        } else if !word.is_empty() {
            each(&word);
            word.clear();
        }
    }
    if !word.is_empty() {
        each(&word);
    }
}

/// A light stem: inflection and the commonest derivations cut off. Needs no dictionary; over-stemming costs only
/// candidates, for every match is weighed with the words around it.
pub fn stem(word: &str) -> String {
    const ENDINGS: &[(&str, &str)] = &[
        ("ies", "y"),
        ("sses", "ss"),
        ("ations", "at"),
        ("ation", "at"),
        ("ions", "ion"),
        ("edly", ""),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("ly", ""),
    ];
    let mut stem = word.to_string();
    if !word.ends_with("ss") {
        for (ending, replacement) in ENDINGS {
            if let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.len() >= 3) {
                stem = format!("{rest}{replacement}");
                break;
            }
        }
    }
    if stem.len() > 4 && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

/// How much a word tells, by its frequency rank: 0.05 for "people", near 1 for a rare name.
fn weight(word: &str, figure: bool) -> f32 {
    if figure {
        return FIGURE_WEIGHT;
    }
    let ranks = RANKS.as_ref();
    match ranks.and_then(|ranks| ranks.of(hash_of_string(word))).map(u32::from_le_bytes) {
        Some(rank) => {
            let rarity = ((rank + 10) as f32 / 30.0).ln() / (100_000.0_f32 / 30.0).ln();
            rarity.max(LEAST_WEIGHT).powf(DAMPING)
        }
        None => UNKNOWN_WEIGHT,
    }
}

/// The entries of a word list.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    lists::rows(list).filter_map(|fields| fields.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stay_whole_and_typography_is_levelled() {
        assert_eq!(words_of("The ferry’s 2,500 berths, 9.4 m"), ["the", "ferry", "s", "2500", "berths", "9.4", "m"]);
        assert_eq!(words_of("the 1990s"), ["the", "1990", "s"]);
    }

    #[test]
    fn words_of_one_family_are_alike() {
        let mut vocabulary = Vocabulary::default();
        let words = vocabulary.read("invited invitation barge 14 140");
        assert!(vocabulary.likeness(words[0], words[1]) > 0.5);
        assert_eq!(vocabulary.likeness(words[0], words[2]), 0.0);
        assert_eq!(vocabulary.likeness(words[3], words[4]), 0.0);
    }

    #[test]
    fn a_signature_misses_no_like_word() {
        let mut vocabulary = Vocabulary::default();
        let words = vocabulary.read("The ferry collided with a barge off Port Amary, injuring 14; 2,500 saw it");
        let others = vocabulary.read("collision barges injured 14 harbour 20 ox");
        let signature = Signature::<1>::of(&words);
        for other in others {
            let alike = words.iter().any(|word| vocabulary.likeness(*word, other) > 0.0);
            assert!(!alike || signature.may_have_like(other), "{}", vocabulary.stem(other));
        }
        assert!(!Signature::<1>::of(&[]).may_have_like(words[0]));
    }

    #[test]
    fn what_was_read_is_known() {
        let mut vocabulary = Vocabulary::default();
        let read = vocabulary.read("The harbour boards’ 2,500 berths");
        assert_eq!(vocabulary.known("The harbour boards’ 2,500 berths"), read);
        assert_eq!(vocabulary.known("a board")[0].stem, read[1].stem, "another form of a stem that was read");
        assert!(vocabulary.known("the lighthouse").is_empty());
    }

    #[test]
    fn rare_words_tell_more() {
        let mut vocabulary = Vocabulary::default();
        let words = vocabulary.read("government harbourmaster");
        assert!(words[0].weight < 0.6 && words[1].weight > 0.9);
    }
}
