//! The trained reader: one small network that tags, parses and finds names in one pass over a sentence.
//!
//! Words become rows of hashed features ([`features`]); a window layer and two recurrent layers read them in both
//! directions ([`network`]); four heads give tags, names, arcs and relations; the best tree is taken ([`tree`]).
//! All products of matrices are of whole numbers and all other steps are single IEEE operations in a fixed order, so
//! a text reads the same on every machine.

mod features;
mod matrix;
mod network;
mod tree;
mod weights;

pub(super) use network::Reader;

/// Longest run of tokens read at once; longer sentences are cut, so that time stays linear in the text.
pub(super) const LONGEST_RUN: usize = 128;

/// What the network says of one token of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TokenReading {
    /// Index into [`super::syntax::TAGS`].
    pub tag: u8,
    /// Position of the head in the run; `None` at the root.
    pub head: Option<usize>,
    /// Index into [`super::syntax::RELATIONS`].
    pub relation: u8,
    /// Index into [`super::names::LABELS`].
    pub name: u8,
}
