//! The words, numbers and signs of a text as the grammars of times and quantities read them.
//!
//! Cut straight from the text, not from the tokens of the layout, so that `90-minute`, `90 | - | minute` and
//! `$2.5bn`, `$ | 2.5 | bn` are the same to those grammars. A hyphen between two words is no lexeme of its own: the
//! second word says that it was joined to the first.

use super::lexicon::{self, Entry, Hedge};
use crate::text::Anchor;

/// What a lexeme is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Letters.
    Word,
    /// Digits, with commas between groups of digits and one decimal point at most.
    Number,
    /// Letters and digits in one piece, or digits with several points: `MH370`, `1.2.3`.
    Code,
    /// One character of any other kind.
    Sign,
}

/// How a lexeme follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// On a new line.
    Break,
    /// After white space.
    Space,
    /// With nothing between.
    Glued,
    /// With a hyphen or a dash of the width of a figure between, and no space.
    Hyphen,
}

/// One word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    pub start: usize,
    pub end: usize,
    pub form: Form,
    pub join: Join,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// The number, for [`Form::Number`].
    pub value: f64,
    entry: u16,
}

/// The lexemes of one text. Every look-up takes any index and answers for those outside as if nothing stood there.
pub(crate) struct Lexemes<'text> {
    pub text: &'text str,
    items: Vec<Lexeme>,
}

impl<'text> Lexemes<'text> {
    /// Cuts `text` and looks every lexeme up.
    pub fn read(text: &'text str) -> Lexemes<'text> {
        let mut items = cut(text);
        for item in &mut items {
            let known = item.form != Form::Number;
            if known {
                item.entry = lexicon::index(text.get(item.start..item.end).unwrap_or_default());
            }
        }
        Lexemes { text, items }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The lexeme at `index`.
    pub fn get(&self, index: usize) -> Option<&Lexeme> {
        self.items.get(index)
    }

    /// Its characters; empty outside.
    pub fn at(&self, index: usize) -> &'text str {
        self.get(index).and_then(|item| self.text.get(item.start..item.end)).unwrap_or_default()
    }

    /// What the lexicon says about it.
    pub fn entry(&self, index: usize) -> &'static Entry {
        lexicon::entry(self.get(index).map_or(0, |item| item.entry))
    }

    /// Whether the lexicon knows it.
    pub fn is_known(&self, index: usize) -> bool {
        self.get(index).is_some_and(|item| item.entry != 0)
    }

    /// Whether it is this word, in any case.
    #[inline]
    pub fn is(&self, index: usize, word: &str) -> bool {
        // Most are not, and most of these are not even of its length.
        let length = self.get(index).map_or(0, |item| item.end - item.start);
        length == word.len() && self.at(index).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, in any case.
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    /// Whether it is this word and continues the line of the lexeme before it.
    pub fn follows(&self, index: usize, word: &str) -> bool {
        self.is(index, word) && self.is_linked(index)
    }

    /// Whether it is a number.
    pub fn number(&self, index: usize) -> Option<f64> {
        self.get(index).filter(|item| item.form == Form::Number).map(|item| item.value)
    }

    /// Whether it is a number of digits alone, and its value.
    pub fn whole_number(&self, index: usize) -> Option<u32> {
        let digits = self.at(index);
        let plain =
            self.number(index).is_some() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    }

    /// Whether it stands on the same line as the lexeme before it.
    pub fn is_linked(&self, index: usize) -> bool {
        self.get(index).is_some_and(|item| item.join != Join::Break)
    }

    /// Whether nothing stands between it and the lexeme before it.
    pub fn is_glued(&self, index: usize) -> bool {
        self.get(index).is_some_and(|item| item.join == Join::Glued)
    }

    /// Whether a hyphen joins it to the lexeme before it.
    pub fn is_hyphened(&self, index: usize) -> bool {
        self.get(index).is_some_and(|item| item.join == Join::Hyphen)
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self, index: usize) -> bool {
        self.get(index).is_some_and(|item| item.capital)
    }

    /// Whether it is made of letters.
    pub fn is_word(&self, index: usize) -> bool {
        self.get(index).is_some_and(|item| item.form == Form::Word)
    }

    /// One past the words of `phrase`, where they stand at `index` on one line.
    pub fn phrase(&self, index: usize, phrase: &[String]) -> Option<usize> {
        let fits = phrase
            .iter()
            .enumerate()
            .all(|(offset, word)| self.is(index + offset, word) && (offset == 0 || self.is_linked(index + offset)));
        if fits { Some(index + phrase.len()) } else { None }
    }

    /// The hedge that ends just before `start`, and its first lexeme.
    pub fn hedge_before(&self, start: usize) -> Option<(usize, Hedge)> {
        let last = start.checked_sub(1).filter(|_| self.is_linked(start))?;
        self.entry(last).hedges_before.iter().find_map(|phrase| {
            let first = start.checked_sub(phrase.words.len())?;
            self.phrase(first, &phrase.words).map(|_| (first, phrase.meaning))
        })
    }

    /// One past a full stop that belongs to the abbreviation before `index`.
    pub fn after_stop(&self, index: usize) -> usize {
        if self.is_glued(index) && self.is(index, ".") { index + 1 } else { index }
    }

    /// Whether the lexeme opens a sentence: it stands first, on a new line, or after a stop or an opening quotation mark.
    pub fn opens_sentence(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return true };
        !self.is_linked(index)
            || matches!(self.at(before), "." | "!" | "?" | ":" | "“" | "\"" | "‘" | "•" | "—" | "–" | "-")
    }

    /// The anchor of the lexemes `start..end`; `None` where there are none.
    pub fn anchor(&self, start: usize, end: usize) -> Option<Anchor> {
        let first = self.get(start)?;
        let last = self.get(end.checked_sub(1)?)?;
        Anchor::new(self.text, first.start, last.end).ok()
    }
}

/// The words of a phrase of a data file, cut as text is, in lower case.
pub(crate) fn words(phrase: &str) -> Vec<String> {
    cut(phrase).iter().filter_map(|item| phrase.get(item.start..item.end)).map(str::to_lowercase).collect()
}

/// Cuts a text into lexemes that are not looked up yet.
fn cut(text: &str) -> Vec<Lexeme> {
    let bytes = text.as_bytes();
    let mut items: Vec<Lexeme> = Vec::with_capacity(text.len() / 5 + 4);
    let mut join = Join::Break;
    let mut offset = 0;
    while let Some(character) = text.get(offset..).and_then(|rest| rest.chars().next()) {
        let start = offset;
        if character.is_whitespace() {
            offset += character.len_utf8();
            join = if character == '\n' || join == Join::Break { Join::Break } else { Join::Space };
            continue;
        }
        let decimal = character == '.' && join != Join::Glued && bytes.get(start + 1).is_some_and(u8::is_ascii_digit);
        let (form, end) = if character.is_ascii_digit() || decimal {
            number_end(bytes, start)
        } else if character.is_alphabetic() {
            address_end(text, start).unwrap_or_else(|| word_end(text, start))
        } else if is_hyphen(character) && join == Join::Glued && joins_on(text, start + character.len_utf8(), &items) {
            offset += character.len_utf8();
            join = Join::Hyphen;
            continue;
        } else {
            (Form::Sign, start + character.len_utf8())
        };
        let value = if form == Form::Number { number_value(&bytes[start..end]) } else { 0.0 };
        items.push(Lexeme { start, end, form, join, capital: character.is_uppercase(), value, entry: 0 });
        offset = end;
        join = Join::Glued;
    }
    items
}

/// Whether a character joins two words or two figures.
fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '–' | '−')
}

/// Whether the hyphen that ends at `offset` stands between two words or numbers.
fn joins_on(text: &str, offset: usize, items: &[Lexeme]) -> bool {
    let right = text.get(offset..).and_then(|rest| rest.chars().next());
    let left = items.last().map_or(Form::Sign, |item| item.form);
    left != Form::Sign && right.is_some_and(char::is_alphanumeric)
}

/// Kind and end of the run of digits at `start`: groups after commas and one decimal part belong to it.
fn number_end(bytes: &[u8], start: usize) -> (Form, usize) {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let mut points = 0;
    loop {
        while digit(end) {
            end += 1;
        }
        match bytes.get(end) {
            Some(b',') if points == 0 && (1..=3).all(|step| digit(end + step)) && !digit(end + 4) => end += 1,
            Some(b'.') if digit(end + 1) => {
                points += 1;
                end += 1;
            }
            _ => break,
        }
    }
    (if points > 1 { Form::Code } else { Form::Number }, end)
}

/// The end of a web address that begins at `start`: nothing in it is read.
fn address_end(text: &str, start: usize) -> Option<(Form, usize)> {
    let rest = text.get(start..)?;
    let address = ["http://", "https://", "www."].iter().any(|opening| rest.starts_with(opening));
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    address.then_some((Form::Code, start + length))
}

/// Kind and end of the run of letters at `start`; digits within it make it a code.
fn word_end(text: &str, start: usize) -> (Form, usize) {
    let mut form = Form::Word;
    for (offset, character) in text.get(start..).unwrap_or_default().char_indices() {
        if character.is_ascii_digit() {
            form = Form::Code;
        } else if !character.is_alphabetic() {
            return (form, start + offset);
        }
    }
    (form, text.len())
}

/// The number that digits, commas and a decimal point write.
fn number_value(bytes: &[u8]) -> f64 {
    let digits: String = bytes.iter().filter(|byte| **byte != b',').map(|byte| char::from(*byte)).collect();
    digits.parse().unwrap_or(0.0)
}
