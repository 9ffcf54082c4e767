//! Damage: words that are missing, photo credits, boilerplate, broken lines.

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

/// Finds the damaged passages of a text.
pub fn find(_text: &str, _layout: &Layout, _reading: &Reading, _quoted: &[QuotedPassage]) -> Vec<Damage> {
    Vec::new()
}
