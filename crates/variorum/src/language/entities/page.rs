//! One text as the rooms of this module look at it: words, names over words, and what stands around them.

use super::lexicon::LEXICON;
use super::spelling::fold;
use super::{EntityKind, Sex};
use crate::language::names::Name;
use crate::language::syntax::Syntax;
use crate::text::{Anchor, Layout};
use std::collections::HashSet;
use std::ops::Range;

/// One text with its names.
pub struct Page<'a> {
    pub text: &'a str,
    pub layout: &'a Layout,
    pub syntax: &'a Syntax,
    pub forms: Vec<Form>,
    /// For each token the form that covers it, plus one; 0 where none does.
    covering: Vec<u32>,
}

/// One name as printed.
#[derive(Clone, Debug)]
pub struct Form {
    pub anchor: Anchor,
    pub tokens: Range<usize>,
    pub kind: EntityKind,
    /// Folded words, the title of address left out.
    pub words: Vec<String>,
    /// What a title of address before it says of the sex: "Mrs Fell".
    pub sex: Option<Sex>,
}

impl Form {
    fn is_hyphenated(&self, page: &Page) -> bool {
        self.anchor.of(page.text).contains(['-', '–'])
    }
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, layout: &'a Layout, syntax: &'a Syntax, names: &[Name]) -> Page<'a> {
        let mut page = Page { text, layout, syntax, forms: Vec::new(), covering: vec![0; layout.tokens.len()] };
        for name in names {
            page.add(name);
        }
        page.part_pairs();
        page.add_repeated();
        page
    }

    /// A name that joins the surnames of two persons of the text ("the Fell-Brandt call") is neither of them.
    fn part_pairs(&mut self) {
        let persons = self.forms.iter().filter(|form| form.kind == EntityKind::Person && !form.is_hyphenated(self));
        let surnames: HashSet<&str> = persons.map(|form| self.word(form.tokens.end - 1)).collect();
        let is_pair = |form: &Form| {
            let halves = form.anchor.of(self.text).split_once(['-', '–']);
            halves.is_some_and(|(first, second)| surnames.contains(first) && surnames.contains(second))
        };
        let pairs: Vec<bool> = self.forms.iter().map(is_pair).collect();
        for (form, _) in self.forms.iter_mut().zip(pairs).filter(|(_, pair)| *pair) {
            form.kind = EntityKind::Other;
        }
    }

    /// Adds the places where the surname, or the only name, of a person found elsewhere stands without being found.
    fn add_repeated(&mut self) {
        let person = |form: &&Form| form.kind == EntityKind::Person;
        let known: HashSet<&str> =
            self.forms.iter().filter(person).map(|form| self.word(form.tokens.end - 1)).collect();
        let is_known = |token: &usize| {
            let word = self.word(*token);
            word.len() > 2
                && word.starts_with(char::is_uppercase)
                && self.form_at(*token).is_none()
                && known.contains(word)
                && self.syntax.tag(*token).is_proper_noun()
                // Part of a longer name: "Fell Street", "Port Fell".
                && !self.is_capital_inside(*token + 1)
                && !token.checked_sub(1).is_some_and(|before| self.is_capital_inside(before))
        };
        let found: Vec<usize> = (0..self.layout.tokens.len()).filter(is_known).collect();
        for token in found {
            if let Some(anchor) = self.token(token) {
                self.add(&Name { anchor, kind: EntityKind::Person });
            }
        }
        let mut order: Vec<Form> = std::mem::take(&mut self.forms);
        order.sort_by_key(|form| form.tokens.start);
        for (number, form) in (1..).zip(&order) {
            for covered in self.covering.get_mut(form.tokens.clone()).unwrap_or_default() {
                *covered = number;
            }
        }
        self.forms = order;
    }

    /// Whether a token is a proper noun with a capital that is no title or role.
    fn is_capital_inside(&self, token: usize) -> bool {
        let word = self.word(token);
        word.starts_with(char::is_uppercase)
            && self.syntax.tag(token).is_proper_noun()
            && LEXICON.honorific(word).is_none()
            && LEXICON.role(&word.to_lowercase()).is_none()
    }

    fn add(&mut self, name: &Name) {
        let mut tokens = self.layout.tokens_in(name.anchor);
        let title = self.word_before(tokens.start);
        let titled = LEXICON.office(title).is_some() || matches!(title, "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms.");
        let institution = tokens.len() > 1 && LEXICON.has("institution", &self.word(tokens.start).to_lowercase());
        let mut kind = match (titled, institution) {
            (_, true) => EntityKind::Organisation,
            (true, false) => EntityKind::Person,
            (false, false) => name.kind,
        };
        let mut sex = None;
        if kind == EntityKind::Person {
            while tokens.len() > 1 && self.opens_with_title(&tokens) {
                let title = LEXICON.honorific(self.word(tokens.start));
                sex = title.flatten().or(sex);
                tokens.start += 1;
            }
            if sex.is_none() && tokens.start > 0 {
                sex = LEXICON.honorific(self.word(tokens.start - 1)).flatten();
            }
        }
        while tokens.len() > 1 && matches!(self.word(tokens.end - 1), "'s" | "’s" | "'" | "’") {
            tokens.end -= 1;
        }
        if self.names_body(kind, &tokens) {
            kind = EntityKind::Organisation;
            tokens.end += 1;
        }
        let (Some(first), Some(last)) = (self.token(tokens.start), self.token(tokens.end.saturating_sub(1))) else {
            return;
        };
        if tokens.is_empty() || first.start() > last.start() {
            return;
        }
        let anchor = first.cover(last);
        let mut words = fold(anchor.of(self.text));
        if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
            words.remove(0);
        }
        if words.is_empty() {
            return;
        }
        self.forms.push(Form { anchor, tokens: tokens.clone(), kind, words, sex });
        let number = u32::try_from(self.forms.len()).unwrap_or(0);
        for covered in self.covering.get_mut(tokens).unwrap_or_default() {
            *covered = number;
        }
    }

    /// Whether a body of people follows that is called by a surname: "Fell administration", the surname tagged either way.
    fn names_body(&self, kind: EntityKind, tokens: &Range<usize>) -> bool {
        let surname = tokens.len() == 1
            && kind == EntityKind::Organisation
            && self.word(tokens.start).contains(char::is_lowercase)
            && LEXICON.spelling("organisation", &fold(self.word(tokens.start)).join(" ")).is_none();
        (kind == EntityKind::Person || surname) && LEXICON.has("body", self.word(tokens.end))
    }

    /// Whether a name begins with a title that is no part of it: "President Fell" tagged as one name.
    fn opens_with_title(&self, tokens: &Range<usize>) -> bool {
        let word = self.word(tokens.start);
        LEXICON.honorific(word).is_some() || LEXICON.role(&word.to_lowercase()).is_some() && !word.ends_with('s')
    }

    fn token(&self, index: usize) -> Option<Anchor> {
        self.layout.tokens.get(index).copied()
    }

    /// The word of a token; empty outside the text.
    pub fn word(&self, index: usize) -> &'a str {
        self.layout.tokens.get(index).map_or("", |token| token.of(self.text))
    }

    /// The word before a token; empty at the head of its sentence.
    pub fn word_before(&self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Index of the form that covers a token.
    pub fn form_at(&self, token: usize) -> Option<usize> {
        self.covering.get(token).copied().unwrap_or(0).checked_sub(1).map(|form| form as usize)
    }

    /// Index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.layout.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }
}
