//! The trained reader: one small network that tags, parses and finds names in one pass over a sentence.
//!
//! Words become sums of hashed features ([`features`], [`seen`]); a window layer and three recurrent layers read them in
//! both directions ([`network`]); four heads give tags, names, arcs and relations ([`decide`]); the best tree is taken
//! ([`tree`]).
//! All products of matrices are of whole numbers and all other steps are single IEEE operations in a fixed order, so
//! a text reads the same on every machine.

mod decide;
mod features;
mod matrix;
mod network;
mod seen;
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod tiles;
mod tree;
mod weights;

pub(super) use network::read;

/// Longest run of tokens read at once; longer sentences are cut, so that time stays linear in the text.
const LONGEST_RUN: usize = 128;

/// Score of what cannot be.
const NEVER: f32 = -1e9;

/// What the network says of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TokenReading {
    /// Index into [`super::syntax::TAGS`].
    pub tag: u8,
    /// Index of the head, which is in the same run; `None` at the root.
    pub head: Option<usize>,
    /// Index into [`super::syntax::RELATIONS`].
    pub relation: u8,
    /// Index into [`super::names::LABELS`].
    pub name: u8,
}
