//! Roles: what the article says a person is, by a title before the name or an apposition beside it.

use super::joining::Draft;
use super::lexicon::{CountryWord, LEXICON};
use super::page::Page;
use super::spelling::fold;
use super::{EntityKind, Sex};
use crate::text::Anchor;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a person is: "Kremlin spokesman", "Varga's defence secretary", "president of Velta".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub anchor: Anchor,
    /// The noun, in lower case: "spokesman".
    pub noun: String,
    /// Words that belong to the office: "prime", "defense".
    pub functions: BTreeSet<String>,
    /// Whose or where: folded names; countries by their usual name, also for adjectives and capitals.
    pub owners: BTreeSet<String>,
    pub former: bool,
}

/// Words an apposition has at most before its noun.
const LONGEST_PHRASE: usize = 9;

/// Finds the roles of the persons and gives them to their drafts.
pub fn learn(page: &Page, drafts: &mut [Draft], owner: &[Option<usize>]) {
    for (index, form) in page.forms.iter().enumerate() {
        let Some(draft) = owner.get(index).copied().flatten().and_then(|draft| drafts.get_mut(draft)) else { continue };
        if draft.kind != EntityKind::Person {
            continue;
        }
        let found = [before(page, &form.tokens), apposition_before(page, &form.tokens), after(page, &form.tokens)];
        for role in found.into_iter().flatten() {
            draft.sex = draft.sex.or_else(|| role.sex());
            draft.roles.push(role);
        }
    }
}

impl Role {
    /// Reads the words of a role; its noun is the token `noun`, all else in `tokens` says whose or which.
    pub fn read(page: &Page, tokens: Range<usize>, noun: usize) -> Option<Role> {
        let anchor = page.layout.tokens.get(tokens.start)?.cover(*page.layout.tokens.get(tokens.end.checked_sub(1)?)?);
        let mut role = Role {
            anchor,
            noun: page.word(noun).to_lowercase(),
            functions: BTreeSet::new(),
            owners: BTreeSet::new(),
            former: false,
        };
        let mut at = tokens.start;
        while at < tokens.end {
            at = if at == noun { at + 1 } else { role.read_word(page, at, tokens.end) };
        }
        Some(role)
    }

    /// Reads the modifier that begins at token `at`; answers with the token after it.
    fn read_word(&mut self, page: &Page, at: usize, end: usize) -> usize {
        // Names of two words first: "South Korean", "White House".
        for length in [3, 2, 1] {
            if at + length > end {
                continue;
            }
            let span: Vec<&str> = (at..at + length).map(|token| page.word(token)).collect();
            if let Some(country) = LEXICON.country(&fold(&span.join(" ")).join(" ")) {
                self.owners.insert(country.name.to_string());
                return at + length;
            }
        }
        if let Some(form) = page.form_at(at).and_then(|form| page.forms.get(form)) {
            self.owners.insert(form.words.last().cloned().unwrap_or_default());
            return form.tokens.end.max(at + 1);
        }
        let word = page.word(at);
        let lower = word.to_lowercase();
        let bare = if lower == "defence" { "defense" } else { lower.as_str() };
        if LEXICON.has("former", &lower) {
            self.former = true;
        } else if LEXICON.has("function", &lower) || LEXICON.role(&lower).is_some() {
            self.functions.insert(bare.to_string());
        } else if word.chars().next().is_some_and(char::is_uppercase)
            && !matches!(word, "The" | "A" | "An" | "His" | "Her")
        {
            self.owners.insert(fold(word).join(" "));
        }
        at + 1
    }

    /// What the noun says of the sex.
    pub fn sex(&self) -> Option<Sex> {
        LEXICON.role(&self.noun).and_then(|noun| noun.sex)
    }
}

/// The role noun at a token: "spokesman", "President"; in `broken` spelling none.
pub fn is_role_noun(page: &Page, token: usize) -> bool {
    let word = page.word(token);
    word.len() > 2 && word.is_ascii() && LEXICON.role(&word.to_lowercase()).is_some()
}

/// Where the phrase of a role noun begins, going left over the words that can belong to it.
pub fn phrase_start(page: &Page, noun: usize) -> usize {
    let mut start = noun;
    while start > 0 && noun - start < LONGEST_PHRASE {
        let previous = start - 1;
        let word = page.word(previous);
        let sentence_border = page.sentence_of(previous) != page.sentence_of(noun);
        if sentence_border || !belongs(page, previous, word) {
            break;
        }
        start = previous;
    }
    // A hyphen or a bare possessive mark does not open a phrase.
    while start < noun && matches!(page.word(start), "-" | "'s" | "’s" | "'" | "’") {
        start += 1;
    }
    start
}

/// Whether a word can stand inside the phrase of a role, before its noun.
fn belongs(page: &Page, token: usize, word: &str) -> bool {
    if matches!(word, "-" | "'s" | "’s" | "'" | "’" | "-elect") {
        return true;
    }
    let Some(first) = word.chars().next().filter(|first| first.is_alphabetic()) else { return false };
    if first.is_uppercase() {
        let opens_sentence = token == 0 || page.sentence_of(token) != page.sentence_of(token - 1);
        return !opens_sentence
            || page.form_at(token).is_some()
            || LEXICON.country(&fold(word).join(" ")).is_some()
            || is_role_noun(page, token)
            || is_listed(&word.to_lowercase());
    }
    is_listed(word) || LEXICON.role(word).is_some()
}

fn is_listed(word: &str) -> bool {
    ["function", "former", "loose"].iter().any(|class| LEXICON.has(class, word))
}

/// The title before a name: "Kremlin spokesman ⟦Name⟧", "Secretary of State ⟦Name⟧".
fn before(page: &Page, name: &Range<usize>) -> Option<Role> {
    let last = name.start.checked_sub(1)?;
    if let Some(office) = LEXICON.office(page.word(last)) {
        return Some(Role { noun: office.to_string(), ..Role::read(page, last..name.start, last)? });
    }
    if is_role_noun(page, last) && page.form_at(last).is_none() {
        return Role::read(page, phrase_start(page, last)..name.start, last);
    }
    // "President of Velta ⟦Name⟧": the noun stands before "of".
    let mut of = last;
    while last - of < 4 && page.word(of).chars().next().is_some_and(char::is_uppercase) && of > 0 {
        of -= 1;
    }
    let noun = of.checked_sub(1)?;
    if of == last
        || page.word(of) != "of"
        || !is_role_noun(page, noun)
        || !page.word(noun).chars().next()?.is_uppercase()
    {
        return None;
    }
    Role::read(page, phrase_start(page, noun)..name.start, noun)
}

/// The apposition before a name: "Varga's defence secretary, ⟦Name⟧,".
fn apposition_before(page: &Page, name: &Range<usize>) -> Option<Role> {
    let comma = name.start.checked_sub(1)?;
    let noun = comma.checked_sub(1)?;
    if page.word(comma) != "," || !is_role_noun(page, noun) || !closes(page, name.end) {
        return None;
    }
    let start = phrase_start(page, noun);
    let determined =
        matches!(page.word_before(start).to_lowercase().as_str(), "the" | "his" | "her" | "their" | "its" | "our")
            || (start..noun).any(|token| matches!(page.word(token), "'s" | "’s"));
    if !determined {
        return None;
    }
    Role::read(page, start..comma, noun)
}

/// The apposition after a name: "⟦Name⟧, the Kremlin spokesman,", "⟦Name⟧, president of Velta,".
fn after(page: &Page, name: &Range<usize>) -> Option<Role> {
    if page.word(name.end) != "," {
        return None;
    }
    let mut start = name.end + 1;
    if matches!(page.word(start).to_lowercase().as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its") {
        start += 1;
    }
    let noun = (start..start + LONGEST_PHRASE).take_while(|token| {
        let word = page.word(*token);
        matches!(word, "-" | "'s" | "’s" | "'" | "’")
            || word.chars().next().is_some_and(char::is_alphabetic) && !is_small(word)
    });
    let noun = noun.last().filter(|noun| is_role_noun(page, *noun))?;
    let mut end = noun + 1;
    if matches!(page.word(end), "of" | "for" | "at" | "in") {
        end += 1;
        let first = end;
        while end < first + 6
            && (page.word(end).chars().next().is_some_and(char::is_uppercase) || page.word(end) == "the")
        {
            end += 1;
        }
        if end == first {
            end = noun + 1;
        }
    } else if !closes(page, end) && page.word(end) != "who" {
        return None;
    }
    Role::read(page, start..end, noun)
}

/// Whether the token at `end` can close an apposition.
fn closes(page: &Page, end: usize) -> bool {
    matches!(page.word(end), "," | "." | ";" | ":" | ")" | "–" | "—" | "-" | "said" | "says" | "told" | "")
}

/// Words that end the noun phrase of an apposition.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "at"
            | "in"
            | "on"
            | "to"
            | "by"
            | "with"
            | "from"
            | "and"
            | "or"
            | "but"
            | "who"
            | "whose"
            | "which"
            | "that"
            | "said"
            | "says"
            | "told"
            | "is"
            | "was"
            | "has"
            | "had"
            | "will"
            | "as"
            | "he"
            | "she"
            | "they"
            | "it"
            | "the"
            | "a"
            | "an"
    )
}

/// The country a role or a description belongs to, if it is one.
pub fn country_of(owners: &BTreeSet<String>) -> Option<&String> {
    owners
        .iter()
        .find(|owner| LEXICON.country(&fold(owner).join(" ")).is_some_and(|country| country.by == CountryWord::Name))
}
