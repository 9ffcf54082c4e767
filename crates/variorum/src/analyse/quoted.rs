//! Passages inside quotation marks of every style.

use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// The marks of a quoted passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteMarks {
    Double,
    Single,
    Guillemets,
    LowHigh,
}

/// A passage inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedPassage {
    /// With its marks.
    pub anchor: Anchor,
    /// Without its marks, trimmed.
    pub inner: Anchor,
    pub marks: QuoteMarks,
    /// 0 outside any other passage, 1 inside one, and so on.
    pub depth: u8,
    /// False where the closing mark is missing: the passage then ends with its paragraph.
    pub closed: bool,
    /// Whether it goes on from the passage before it (a new paragraph that opens with a mark while the last was not closed).
    pub continues: bool,
}

/// Finds the quoted passages of a text. Apostrophes, feet and inches, and plurals are no quotation marks.
pub fn find(_text: &str, _layout: &Layout) -> Vec<QuotedPassage> {
    Vec::new()
}
