//! Words as they are compared: a normal form, and the place it stands for.

use super::lexicon::{Base, Kin, comparable_bases, is_known, lines, shortest_base};
use crate::collate::cues;
use crate::text::lists::WordMap;
use crate::text::{Anchor, Layout};
use std::ops::Deref;
use std::rc::Rc;
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

/// What is known of a word by its form alone, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Lower case, no diacritics, straight apostrophe; spelling, contraction and number words made one.
    pub form: String,
    /// The base forms it may have that the lexicon can compare; none of a number or a word it does not know.
    pub bases: Vec<Base>,
    /// Tells most forms apart that are neither the same nor kin.
    pub kin: Kin,
    /// The shortest base form, which it is indexed by; empty of a word without content.
    pub base: Rc<str>,
    pub class: WordClass,
    /// The number it stands for ("ninety", "90", "1.8 billion").
    pub number: Option<f64>,
    /// Whether the lexicon has it as a common word.
    common: bool,
}

/// A word of a text, ready to be compared: its form, which many words share, and how it stands here.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub anchor: Anchor,
    known: Rc<Form>,
    /// Written with a capital, and no common word that merely opens a sentence.
    pub name: bool,
    /// Written with a capital at all.
    pub capital: bool,
    /// Whether the text marks words as left out just before it: "…", "...", "[...]".
    pub after_gap: bool,
    /// Whether it stands in square brackets: an editor's word.
    pub bracketed: bool,
    /// Whether a mark other than a hyphen stands before it.
    pub after_mark: bool,
    /// Whether it is the first of its passage, or the mark before it ends a sentence or opens a quotation.
    pub opens: bool,
}

impl Word {
    /// Whether it carries content.
    pub fn is_content(&self) -> bool {
        self.class == WordClass::Content
    }
}

impl Deref for Word {
    type Target = Form;

    fn deref(&self) -> &Form {
        &self.known
    }
}

/// Whether the negator that a run of words begins with leaves what is told as it is: "No, I left", "fell not because".
fn denies_nothing(run: &[Word]) -> bool {
    let (Some(word), Some(next)) = (run.first(), run.get(1)) else { return false };
    word.form == "no" && next.after_mark || word.form == "not" && cues::is("not_alone", &next.form)
}

/// Reads the words of texts; what is known of a form is looked up once.
#[derive(Default)]
pub struct WordReader {
    /// By a token as it is written; `None` of punctuation.
    written: WordMap<String, Option<Rc<Form>>>,
    forms: WordMap<String, Rc<Form>>,
}

impl WordReader {
    /// The words of `text` inside `span`, in text order; punctuation is left out.
    pub fn words(&mut self, text: &str, layout: &Layout, span: Anchor) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let (mut after_gap, mut after_mark, mut bracketed, mut opens) = (false, false, false, true);
        let mut full_stops = 0;
        for token in layout.tokens.get(layout.tokens_in(span)).unwrap_or_default() {
            let written = token.of(text);
            if let Some(known) = self.known(written) {
                let capital = written.chars().next().is_some_and(char::is_uppercase);
                let content = known.class == WordClass::Content && known.number.is_none();
                let name = capital && content && !(opens && known.common);
                let word = Word { anchor: *token, known, name, capital, after_gap, bracketed, after_mark, opens };
                let joined = words.last().and_then(|last| self.joined(last, &word));
                match (words.last_mut(), joined) {
                    (Some(last), Some(joined)) => *last = joined,
                    _ => words.push(word),
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
        for place in 0..words.len() {
            if words[place].class == WordClass::Negation && denies_nothing(&words[place..]) {
                words[place].known = Rc::new(Form { class: WordClass::Plain, ..Form::clone(&words[place].known) });
            }
        }
        words
    }

    /// What is known of a token; `None` of punctuation.
    fn known(&mut self, written: &str) -> Option<Rc<Form>> {
        if let Some(known) = self.written.get(written) {
            return known.clone();
        }
        let known = normal_form(written).map(|form| {
            let number = number_of(&form);
            self.forms.entry(form).or_insert_with_key(|form| Rc::new(Form::of(form, number))).clone()
        });
        self.written.insert(written.to_string(), known.clone());
        known
    }

    /// A word with the next one where both make one number: "ninety" "five", "1.8" "billion".
    fn joined(&mut self, word: &Word, next: &Word) -> Option<Word> {
        let own = word.number?;
        let number = match (scale_of(&next.form), next.number) {
            (Some(scale), _) => own * scale,
            (None, Some(unit)) if (20.0..100.0).contains(&own) && own % 10.0 == 0.0 && (1.0..10.0).contains(&unit) => {
                let (end, start) = (word.anchor.end(), next.anchor.start());
                if end + 1 != start && end != start {
                    return None;
                }
                own + unit
            }
            _ => return None,
        };
        let form = self.forms.entry(number.to_string());
        let known = form.or_insert_with_key(|form| Rc::new(Form::of(form, Some(number)))).clone();
        Some(Word { anchor: word.anchor.cover(next.anchor), known, ..word.clone() })
    }
}

impl Form {
    fn of(form: &str, number: Option<f64>) -> Form {
        let bases = if number.is_none() { comparable_bases(form) } else { Vec::new() };
        let class = class_of(form);
        let base = if class == WordClass::Content { shortest_base(form) } else { String::new() };
        Form {
            form: form.to_string(),
            kin: Kin::of(form, &bases),
            bases,
            base: base.into(),
            class,
            number,
            common: is_known(form),
        }
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
        let all = WordReader::default().words(text, &layout, Anchor::new(text, 0, text.len()).unwrap());
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
