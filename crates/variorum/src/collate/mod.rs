//! A story becomes a [`Collation`]: lanes, gates, findings; and the plain view that every face shows.

pub mod align;
pub mod finding;
pub mod near_copy;
pub mod view;

pub use finding::*;

use crate::analyse::Analysis;
use crate::article::Article;
use crate::relate::{Derivation, Story};

/// Collates one story. `articles` is the whole collection in collection order, `analyses` parallel to it.
pub fn collate(
    _story: &Story,
    _articles: &[Article],
    _analyses: &[Analysis],
    _derivations: &[Derivation],
) -> Collation {
    Collation::default()
}
