//! Stories: the articles about one event.

use super::reuse::Derivation;
use crate::analyse::Analysis;
use crate::article::{Article, content_hash};
use serde::{Deserialize, Serialize};

/// The articles about one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Content hash of the ids of its articles.
    pub id: String,
    /// In collection order.
    pub members: Vec<Membership>,
}

/// Why an article stands in a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// Index into the collection.
    pub article: usize,
    /// Similarity to the rest of the story when it joined, 0 to 1; 1 for the first.
    pub similarity: f64,
    /// The words and names that bind it to the rest, strongest first, and what the event gate saw.
    pub reason: String,
}

/// Groups a collection into stories. A false merge is the worst error: in doubt articles stay apart.
pub fn group(articles: &[Article], _analyses: &[Analysis], _derivations: &[Derivation]) -> Vec<Story> {
    articles
        .iter()
        .enumerate()
        .map(|(article, known)| Story {
            id: content_hash([known.id.as_str()]),
            members: vec![Membership { article, similarity: 1.0, reason: "first of its story".into() }],
        })
        .collect()
}
