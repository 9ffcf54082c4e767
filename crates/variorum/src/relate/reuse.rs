//! Text reuse: which article takes text from which, and the passages they share.

use crate::analyse::Analysis;
use crate::article::Article;
use crate::text::Anchor;
use serde::{Deserialize, Serialize};

/// What kind of reuse it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DerivationKind {
    Copy,
    /// A shortened copy
    Cut,
    EditedCopy,
    SharedPassage,
    /// Only words inside quotation marks are shared: no evidence of copying
    SharedQuotation,
}

/// Who took from whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// `b` takes from `a`
    FirstToSecond,
    /// `a` takes from `b`
    SecondToFirst,
    Unknown,
}

/// A passage that stands in both articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPassage {
    pub a: Anchor,
    pub b: Anchor,
}

/// Article `b` takes text from article `a`, or the other way round, or both from the same text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// Index of the first article of the collection; always less than `b`.
    pub a: usize,
    pub b: usize,
    pub kind: DerivationKind,
    pub direction: Direction,
    /// Why this direction: "published earlier", "unknown: same day".
    pub reason: String,
    /// Share of `a`'s words that stand in `b`, 0 to 1; quoted text not counted.
    pub share_of_a: f64,
    /// Share of `b`'s words that stand in `a`.
    pub share_of_b: f64,
    pub passages: Vec<SharedPassage>,
}

/// Finds the derivations of a collection, sorted by `(a, b)`.
pub fn find(_articles: &[Article], _analyses: &[Analysis]) -> Vec<Derivation> {
    Vec::new()
}
