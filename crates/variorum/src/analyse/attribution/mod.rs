//! Attributions: who, according to the article, says, thinks or promises what.

mod antecedents;
mod assemble;
mod borders;
mod context;
pub mod cues;
pub mod features;
mod lexicon;
pub mod proposal;
pub mod select;
pub mod spans;
mod speakers;
pub mod weights;

use super::quoted::QuotedPassage;
use crate::language::Reading;
use crate::text::{Anchor, Layout};
use features::Facts;
use proposal::propose;
use select::select;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use weights::Model;

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

/// Log-odds from which a proposal is believed; chosen on PolNeAR's development articles.
pub const LEAST_SCORE: f32 = -0.3;

/// Finds the attributions of a text, in the order of their cues; free-standing quotations come last.
pub fn find(text: &str, layout: &Layout, reading: &Reading, quoted: &[QuotedPassage]) -> Vec<Attribution> {
    find_with(Model::shipped(), LEAST_SCORE, text, layout, reading, quoted)
}

/// Finds the attributions of a text by other weights than the shipped ones, believing proposals from the log-odds `least`.
pub fn find_with(
    model: &Model,
    least: f32,
    text: &str,
    layout: &Layout,
    reading: &Reading,
    quoted: &[QuotedPassage],
) -> Vec<Attribution> {
    let facts = Facts::new(text, layout, reading, quoted);
    let mut proposals = propose(&facts, model);
    proposals.iter_mut().for_each(|proposal| borders::keep_inside(&facts, proposal));
    let mut kept = select(&facts, proposals, least);
    borders::part(&facts, &mut kept);
    assemble::assemble(&facts, &kept)
}

/// The anchor of a range of tokens.
fn span(layout: &Layout, tokens: Range<usize>) -> Option<Anchor> {
    let words = layout.tokens.get(tokens)?;
    Some(words.first()?.cover(*words.last()?))
}

#[cfg(test)]
mod tests;
