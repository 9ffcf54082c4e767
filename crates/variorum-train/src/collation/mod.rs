//! Measures the collation: claim alignment, findings on real stories, cost.

pub mod align;
pub mod bench;
pub mod seeds;
pub mod stories;
