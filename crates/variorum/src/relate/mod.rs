//! Copies, origins, stories and threads over many articles.
//!
//! Candidates come from indexes, never from all pairs.

pub mod origins;
pub mod reuse;
pub mod stories;
pub mod threads;

pub(crate) mod hashing;
pub(crate) mod word_index;
mod words;

#[cfg(test)]
mod events;
#[cfg(test)]
mod tests;

pub use reuse::{Derivation, DerivationKind, Direction, SharedPassage};
pub use stories::{Membership, Story};
pub use threads::ThreadLink;

use crate::analyse::Analysis;
use crate::article::Article;
use serde::{Deserialize, Serialize};

/// How the articles of a collection hang together. Articles are named by their index in the sorted collection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Relations {
    /// Every article stands in exactly one story.
    pub stories: Vec<Story>,
    pub derivations: Vec<Derivation>,
    pub threads: Vec<ThreadLink>,
}

/// Relates a collection. `articles` must be in collection order (see [`collection_order`]), `analyses` parallel to it.
///
/// The words of each article are cut once, for reuse and stories together.
pub fn relate(articles: &[Article], analyses: &[Analysis]) -> Relations {
    let settings = stories::Settings::default();
    let mut profiler = stories::Profiler::new(&settings);
    let (mut imprints, mut profiles) = (Vec::with_capacity(articles.len()), Vec::with_capacity(articles.len()));
    let mut words = Vec::new();
    for article in articles {
        words::cut(&article.text, &mut words);
        imprints.push(reuse::Imprint::of_words(&words));
        profiles.push(profiler.profile(article, &words));
    }
    let derivations = reuse::find_among(articles, analyses, &imprints);
    let stories = stories::group_profiles(articles, &profiles, &derivations, &settings);
    let threads = threads::link_profiles(articles, &profiles, &stories);
    Relations { stories, derivations, threads }
}

/// The order in which a collection is told: by publication (undated last), then name, then id.
pub fn collection_order(a: &Article, b: &Article) -> std::cmp::Ordering {
    let key = |article: &Article| (article.published.is_none(), article.published);
    key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
}

/// The publication day in days since 1970.
fn day_number(article: &Article) -> Option<i32> {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    article.day().and_then(|day| epoch.until(day).ok()).map(|span| span.get_days())
}
