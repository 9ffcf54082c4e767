//! Words as they are compared: a normal form, and the place it stands for.

use super::lexicon::{Base, comparable_bases, is_known, lines};
use crate::text::lists::WordMap;
use crate::text::{Anchor, Layout};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// What a word does in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    Content,
    /// Grammar only: articles, pronouns, prepositions, auxiliaries
    Plain,
    Negation,
    Modality,
}

/// A word of a text, ready to be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub anchor: Anchor,
    /// Lower case, no diacritics, straight apostrophe; spelling, contraction and number words made one.
    pub form: String,
    /// The base forms it may have that the lexicon can compare; none of a number or a word it does not know.
    pub bases: Vec<Base>,
    pub class: WordClass,
    /// Written with a capital, and no common word that merely opens a sentence.
    pub name: bool,
    /// Written with a capital at all.
    pub capital: bool,
    /// The number it stands for ("ninety", "90", "1.8 billion").
    pub number: Option<f64>,
    /// Whether the text marks words as left out just before it: "…", "...", "[...]".
    pub after_gap: bool,
    /// Whether it stands in square brackets: an editor's word.
    pub bracketed: bool,
    /// Whether a mark other than a hyphen stands before it.
    pub after_mark: bool,
    /// Whether it is the first of its passage, or the mark before it ends a sentence or opens a quotation.
    pub opens: bool,
}

/// The words of `text` inside `span`, in text order; punctuation is left out.
pub fn words(text: &str, layout: &Layout, span: Anchor) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut after_gap, mut after_mark, mut bracketed, mut opens) = (false, false, false, true);
    let mut full_stops = 0;
    for token in layout.tokens.get(layout.tokens_in(span)).unwrap_or_default() {
        let written = token.of(text);
        if let Some(form) = normal_form(written) {
            let capital = written.chars().next().is_some_and(char::is_uppercase);
            let number = number_of(&form);
            let class = class_of(&form);
            let name = capital && class == WordClass::Content && number.is_none() && !(opens && is_known(&form));
            let bases = if number.is_none() { comparable_bases(&form) } else { Vec::new() };
            let word = Word {
                anchor: *token,
                form,
                bases,
                class,
                name,
                capital,
                number,
                after_gap,
                after_mark,
                bracketed,
                opens,
            };
            if !words.last_mut().is_some_and(|last| last.absorb(&word)) {
                words.push(word);
            }
            (after_gap, after_mark, opens, full_stops) = (false, false, false, 0);
            continue;
        }
        for character in written.chars() {
            match character {
                '[' | '(' => bracketed = true,
                ']' | ')' => bracketed = false,
                '.' => full_stops += 1,
                '“' | '"' | '‘' | '!' | '?' => opens = true,
                _ => {}
            }
            after_mark |= !matches!(character, '-' | '\'' | '’');
            after_gap |= character == '…' || full_stops >= 2;
            opens |= full_stops > 0;
        }
    }
    words
}

impl Word {
    /// Takes in the next word where both make one number: "ninety" "five", "1.8" "billion". Says whether it did.
    fn absorb(&mut self, next: &Word) -> bool {
        let Some(own) = self.number else { return false };
        let number = match (scale_of(&next.form), next.number) {
            (Some(scale), _) => own * scale,
            (None, Some(unit)) if (20.0..100.0).contains(&own) && own % 10.0 == 0.0 && (1.0..10.0).contains(&unit) => {
                if self.anchor.end() + 1 != next.anchor.start() && self.anchor.end() != next.anchor.start() {
                    return false;
                }
                own + unit
            }
            _ => return false,
        };
        self.anchor = self.anchor.cover(next.anchor);
        self.number = Some(number);
        self.form = number.to_string();
        true
    }

    /// Whether it carries content.
    pub fn is_content(&self) -> bool {
        self.class == WordClass::Content
    }
}

/// The form a token is compared by; `None` for punctuation.
pub fn normal_form(written: &str) -> Option<String> {
    let mut form = String::with_capacity(written.len());
    let figure = written.bytes().any(|byte| byte.is_ascii_digit());
    let mut speaks = false;
    let mut push = |character: char| {
        match character {
            '’' | '‘' | 'ʼ' | '´' | '`' => form.push('\''),
            '\u{300}'..='\u{36f}' | ',' => {}
            '.' if !figure => {}
            _ if character.is_ascii() => form.push(character.to_ascii_lowercase()),
            _ => form.extend(character.to_lowercase()),
        }
        speaks |= character.is_alphanumeric() || matches!(character, '$' | '€' | '£' | '%' | '&');
    };
    if written.is_ascii() {
        written.chars().for_each(&mut push);
    } else {
        written.nfkd().for_each(&mut push);
    }
    if !speaks {
        return None;
    }
    // "US" and "U.S." are a country, "us" is a pronoun.
    if matches!(written, "US" | "U.S." | "U.S") {
        form = "u.s.".into();
    }
    form.truncate(form.trim_end_matches('.').len());
    Some(match forms().get(form.as_str()) {
        Some(normal) => (*normal).to_string(),
        None => form,
    })
}

/// What a normal form does.
pub fn class_of(form: &str) -> WordClass {
    static CLASSES: OnceLock<WordMap<&str, WordClass>> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| {
        let rows = lines(include_str!("../../../../../data/grammar_words.tsv"));
        let class = |name| match name {
            "negation" => WordClass::Negation,
            "modality" => WordClass::Modality,
            _ => WordClass::Plain,
        };
        rows.filter_map(|line| line.split_once('\t')).map(|(word, name)| (word, class(name))).collect()
    });
    classes.get(form).copied().unwrap_or(WordClass::Content)
}

fn forms() -> &'static WordMap<&'static str, &'static str> {
    static FORMS: OnceLock<WordMap<&str, &str>> = OnceLock::new();
    FORMS.get_or_init(|| {
        lines(include_str!("../../../../../data/word_forms.tsv")).filter_map(|line| line.split_once('\t')).collect()
    })
}

/// The value of a form that begins with a digit; a thousands comma is already gone.
fn number_of(form: &str) -> Option<f64> {
    form.chars().next().filter(char::is_ascii_digit)?;
    form.parse().ok()
}

fn scale_of(form: &str) -> Option<f64> {
    match form {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segment;

    fn forms_of(text: &str) -> String {
        let layout = segment(text);
        let all = words(text, &layout, Anchor::new(text, 0, text.len()).unwrap());
        all.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn typography_is_gone() {
        for (a, b) in [
            ("We “agreed” — at once.", "we \"agreed\" - at once"),
            ("The café’s owner", "The cafe's owner"),
            ("ninety boats", "90 boats"),
            ("twenty-five boats", "25 boats"),
            ("two million boats", "2,000,000 boats"),
            ("the harbour defences", "the harbor defenses"),
        ] {
            assert_eq!(forms_of(a), forms_of(b));
        }
        assert_ne!(forms_of("told us"), forms_of("told US"));
    }
}
