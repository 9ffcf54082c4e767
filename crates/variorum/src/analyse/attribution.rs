//! Attributions: who, according to the article, says, thinks or promises what.

use super::quoted::QuotedPassage;
use crate::language::Reading;
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// What the source does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    Speech,
    Belief,
    /// Wishes, plans, promises, demands
    Wish,
    /// Laws, orders, documents that lay down
    Decree,
}

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionStyle {
    /// All of it inside quotation marks
    Direct,
    Indirect,
    /// Partly inside quotation marks
    Mixed,
}

/// Source, cue and content of one attribution (the scheme of PARC and PolNeAR).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    pub kind: AttributionKind,
    pub style: AttributionStyle,
    /// The words that name the source; `None` for a passive or a free-standing quotation.
    pub source: Option<Anchor>,
    pub cue: Option<Anchor>,
    /// One or more spans in text order; never empty.
    pub content: Vec<Anchor>,
    /// Indexes into the entities of the article: whom the source stands for, where it is resolved with confidence.
    /// Several for "Smith and Jones said".
    pub speakers: Vec<usize>,
    /// "on Truth Social", "in a statement"
    pub medium: Option<Anchor>,
    /// "in an interview with the Guardian", "at the White House", "after the call"
    pub occasion: Option<Anchor>,
    /// "told *reporters*"
    pub addressee: Option<Anchor>,
    /// The article's own marks of doubt: "reportedly", "remains unverified".
    pub doubt: Vec<Anchor>,
    /// Index of the attribution whose content this one stands in.
    pub parent: Option<usize>,
}

/// Finds the attributions of a text.
pub fn find(_text: &str, _layout: &Layout, _reading: &Reading, _quoted: &[QuotedPassage]) -> Vec<Attribution> {
    Vec::new()
}
