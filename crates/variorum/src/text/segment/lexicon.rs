//! The word lists that decide where tokens and sentences are cut.

use crate::text::lists::{WordMap, WordSet, pairs};
use std::sync::LazyLock;

/// What the full stop after an abbreviation may be; see the head of `data/abbreviations.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbbreviationClass {
    Title,
    Inside,
    Final,
    Number,
    Day,
}

/// The word lists, indexed.
pub struct Lexicon {
    abbreviations: WordMap<&'static str, AbbreviationClass>,
    /// Length of the first half of a contraction written as one word, by the word in lower case.
    contractions: WordMap<String, usize>,
    classes: WordMap<&'static str, WordSet<&'static str>>,
}

/// The lists, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut abbreviations = WordMap::default();
    for (form, class) in pairs(include_str!("../../../../../data/abbreviations.tsv")) {
        let class = match class {
            "title" => AbbreviationClass::Title,
            "inside" => AbbreviationClass::Inside,
            "final" => AbbreviationClass::Final,
            "number" => AbbreviationClass::Number,
            _ => AbbreviationClass::Day,
        };
        abbreviations.insert(form, class);
    }
    let mut contractions = WordMap::default();
    let mut classes: WordMap<&str, WordSet<&str>> = WordMap::default();
    for (class, word) in pairs(include_str!("../../../../../data/segmentation.tsv")) {
        match word.split_once('|') {
            Some((first, second)) => drop(contractions.insert(format!("{first}{second}"), first.len())),
            None => drop(classes.entry(class).or_default().insert(word)),
        }
    }
    Lexicon { abbreviations, contractions, classes }
});

impl Lexicon {
    /// The class of an abbreviation, written without its last full stop.
    pub fn abbreviation(&self, word: &str) -> Option<AbbreviationClass> {
        self.abbreviations.get(word).copied()
    }

    /// Where a contraction written as one word is cut, in bytes: `cannot` at 3.
    pub fn contraction(&self, word: &str) -> Option<usize> {
        // The longest is eight letters: no look-up for the others.
        if !(4..=8).contains(&word.len()) || !word.is_ascii() {
            return None;
        }
        let last = word.as_bytes().last().map(u8::to_ascii_lowercase);
        if !matches!(last, Some(b't' | b'a' | b'e')) {
            return None;
        }
        self.contractions.get(&word.to_ascii_lowercase()).copied()
    }

    /// Whether `word` stands in the list `class` exactly so.
    pub fn has(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }

    /// Whether `word` in lower case stands in the list `class`.
    pub fn has_lower(&self, class: &str, word: &str) -> bool {
        word.len() <= 16 && self.has(class, &word.to_lowercase())
    }
}
