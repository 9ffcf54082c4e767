//! Stories: the articles about one event.

mod agglomerate;
mod background;
mod candidates;
mod profile;
mod reason;
mod settings;

pub use profile::Profile;
pub use settings::Settings;

use super::reuse::Derivation;
use crate::analyse::Analysis;
use crate::article::{Article, content_hash};
use agglomerate::agglomerate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
pub fn group(articles: &[Article], analyses: &[Analysis], derivations: &[Derivation]) -> Vec<Story> {
    group_with(articles, analyses, derivations, &Settings::default())
}

/// Groups a collection into stories under other settings.
pub fn group_with(
    articles: &[Article],
    _analyses: &[Analysis],
    _derivations: &[Derivation],
    settings: &Settings,
) -> Vec<Story> {
    let profiles: Vec<Profile> = articles.iter().map(|article| Profile::new(article, settings)).collect();
    let pairs = candidates::pairs(&profiles, settings);
    let groups = agglomerate(articles.len(), &pairs, settings.threshold);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (article, group) in groups.into_iter().enumerate() {
        members.entry(group).or_default().push(article);
    }
    members.into_values().map(|members| story(articles, &profiles, &members)).collect()
}

/// The story of `members`, which are sorted.
fn story(articles: &[Article], profiles: &[Profile], members: &[usize]) -> Story {
    let ids = members.iter().filter_map(|member| articles.get(*member)).map(|article| article.id.as_str());
    let memberships = members
        .iter()
        .map(|member| {
            let others: Vec<usize> = members.iter().copied().filter(|other| other != member).collect();
            reason::membership(articles, profiles, *member, &others)
        })
        .collect();
    Story { id: content_hash(ids), members: memberships }
}
