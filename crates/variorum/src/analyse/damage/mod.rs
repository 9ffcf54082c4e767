//! Damage: words that are missing, photo credits, boilerplate, broken lines.

mod furniture;
mod lexicon;
mod lost_words;
mod marks;
#[cfg(test)]
mod tests;

use super::quoted::QuotedPassage;
use crate::language::Reading;
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// What is wrong with a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DamageKind {
    /// A name vanished where a link was: "U.S. President engaged in", "including , is"
    MissingName,
    /// A clause without its subject: "announced that \"agreed to"
    MissingSubject,
    /// A sentence that begins in the middle: "2022. ongoing, with"
    MissingWords,
    /// A line break inside a sentence
    BrokenLine,
    PhotoCredit,
    Boilerplate,
    /// A quotation mark that is never closed
    UnclosedQuotation,
    /// Text in another voice without marks: a block quotation that lost its marks
    UnmarkedQuotation,
    /// Characters decoded with the wrong table: "â€™"
    WrongEncoding,
}

/// A damaged passage. Nothing is ever filled in from another article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    pub kind: DamageKind,
    pub anchor: Anchor,
    /// What is missing or wrong, in one plain sentence.
    pub explanation: String,
}

impl DamageKind {
    /// Whether words are lost, so that the sentence must not be compared (gate G0).
    pub fn loses_words(self) -> bool {
        matches!(self, DamageKind::MissingName | DamageKind::MissingSubject | DamageKind::MissingWords)
    }
}

/// Finds the damaged passages of a text, in text order. What is only odd, not surely damaged, is left alone.
pub fn find(text: &str, layout: &Layout, _reading: &Reading, quoted: &[QuotedPassage]) -> Vec<Damage> {
    let page = Page { text, layout };
    let mut found = Vec::new();
    lost_words::find(&page, quoted, &mut found);
    furniture::find(&page, &mut found);
    marks::find(&page, quoted, &mut found);
    found.sort_by_key(|damage| (damage.anchor.start(), damage.kind, damage.anchor.end()));
    found.dedup_by(|later, earlier| later.kind == earlier.kind && earlier.anchor.overlaps(later.anchor));
    found
}

/// The text under search.
struct Page<'a> {
    text: &'a str,
    layout: &'a Layout,
}

impl<'a> Page<'a> {
    /// The token with this index; empty past either end.
    fn word(&self, token: usize) -> &'a str {
        self.layout.tokens.get(token).map_or("", |anchor| anchor.of(self.text))
    }

    /// Whether white space or a line break stands before a token.
    fn spaced(&self, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|before| self.layout.tokens.get(before));
        match (before, self.layout.tokens.get(token)) {
            (Some(before), Some(at)) => before.end() < at.start(),
            _ => false,
        }
    }

    /// The anchor from one token to another, both included.
    fn cover(&self, first: usize, last: usize) -> Option<Anchor> {
        Some(self.layout.tokens.get(first)?.cover(*self.layout.tokens.get(last)?))
    }
}

/// Whether the first letter of a word is small.
fn is_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}
