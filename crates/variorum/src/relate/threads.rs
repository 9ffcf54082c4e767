//! Threads: stories that continue each other about the same matter.

use super::stories::Story;
use crate::analyse::Analysis;
use crate::article::Article;
use serde::{Deserialize, Serialize};

/// Two stories about the same matter, one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThreadLink {
    /// Index into the stories: the earlier one, where the order is known.
    pub earlier: usize,
    pub later: usize,
    /// Whether dates say which came first.
    pub ordered: bool,
    pub similarity: f64,
    /// What they share and why they are not one story.
    pub reason: String,
}

/// Links stories that continue each other.
pub fn link(_articles: &[Article], _analyses: &[Analysis], _stories: &[Story]) -> Vec<ThreadLink> {
    Vec::new()
}
