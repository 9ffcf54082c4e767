//! Stories: the articles about one event.
//!
//! Two articles are as alike as it is probable that they tell of one event: shared rare words, names and word pairs
//! speak for it; time between them, other days, numbers and years against. Groups merge while the average likeness
//! between them holds (average link), unless each is far closer knit or one could go elsewhere. Copies of one text count
//! as one article: they belong together, and their number must not outvote other accounts.
//!
//! [`group`] groups a whole collection; [`Clusterer`] takes articles as they arrive and, after maintenance, gives the
//! same answer.

mod agglomerate;
mod background;
mod candidates;
mod clusterer;
mod evidence;
mod lookup;
mod profile;
mod profiler;
mod reason;
mod settings;
mod terms;

pub use agglomerate::{Linkage, Pair};
pub use candidates::in_common;
pub use clusterer::{Change, Clusterer, Decision};
pub use evidence::{Weights, Yardstick};
pub use profile::Profile;
pub use profiler::Profiler;
pub use settings::Settings;

pub(super) use lookup::Lookup;
pub(super) use reason::binding_words;
pub(super) use terms::Terms;

use super::origins::root;
use super::reuse::{Derivation, DerivationKind};
use crate::article::{Article, content_hash};
use agglomerate::agglomerate;
use candidates::Nearby;
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
    /// Similarity to the rest of the story, 0 to 1; 1 where there is no rest.
    pub similarity: f64,
    /// The words and names that bind it to the rest, strongest first, and what the event gate saw.
    pub reason: String,
}

/// Groups a collection into stories. A false merge is the worst error: in doubt articles stay apart.
///
/// `articles` are in collection order; the stories come in the order of their first articles.
pub fn group(articles: &[Article], derivations: &[Derivation]) -> Vec<Story> {
    group_with(articles, derivations, &Settings::default())
}

/// Groups a collection into stories under other settings.
pub fn group_with(articles: &[Article], derivations: &[Derivation], settings: &Settings) -> Vec<Story> {
    group_profiles(articles, &profiles(articles, settings), derivations, settings)
}

/// The profiles of a collection.
pub(super) fn profiles(articles: &[Article], settings: &Settings) -> Vec<Profile> {
    let mut profiler = Profiler::new(settings);
    articles.iter().map(|article| profiler.of(article)).collect()
}

/// Groups articles with these profiles.
pub(super) fn group_profiles(
    articles: &[Article],
    profiles: &[Profile],
    derivations: &[Derivation],
    settings: &Settings,
) -> Vec<Story> {
    let copies: Vec<(usize, usize)> = copies(derivations).collect();
    let all: Vec<&Profile> = profiles.iter().collect();
    let groups = partition(&all, &copies, settings);
    groups.iter().map(|members| story_of(articles, &all, &copies, members, settings)).collect()
}

/// The story that some articles with these profiles make, all of them, in collection order.
pub fn story(articles: &[Article], profiles: &[&Profile], derivations: &[Derivation], settings: &Settings) -> Story {
    let copies: Vec<(usize, usize)> = copies(derivations).collect();
    let members: Vec<usize> = (0..articles.len()).collect();
    story_of(articles, profiles, &copies, &members, settings)
}

/// The id of the story of the articles with these ids, which are in collection order.
pub fn story_id<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    content_hash(ids)
}

fn story_of(
    articles: &[Article],
    profiles: &[&Profile],
    copies: &[(usize, usize)],
    members: &[usize],
    settings: &Settings,
) -> Story {
    let ids = members.iter().filter_map(|member| articles.get(*member)).map(|article| article.id.as_str());
    Story { id: story_id(ids), members: reason::memberships(articles, profiles, copies, members, settings) }
}

/// Pairs of articles that are one text: `(earlier, later)`.
fn copies(derivations: &[Derivation]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let whole = [DerivationKind::Copy, DerivationKind::EditedCopy, DerivationKind::Cut];
    derivations.iter().filter(move |found| whole.contains(&found.kind)).map(|found| (found.a, found.b))
}

/// Divides articles, numbered in collection order, into stories: sorted, each with its members sorted.
fn partition(profiles: &[&Profile], copies: &[(usize, usize)], settings: &Settings) -> Vec<Vec<usize>> {
    let days: Vec<Option<i32>> = profiles.iter().map(|profile| profile.day).collect();
    let text_of = texts(&days, copies, settings);
    let mut nearby = Nearby::default();
    let mut pairs: Vec<Pair> = Vec::new();
    for (number, text) in text_of.iter().enumerate() {
        if *text == number {
            nearby.add(number, |other| profiles.get(other).copied(), settings, &mut pairs);
        }
    }
    merge(&text_of, &days, &pairs, settings)
}

/// Divides articles, numbered in collection order, into stories as [`group`] does, where their likenesses are known: `pairs`
/// are all that have enough in common ([`Settings::is_enough`]) and are alike ([`Yardstick::alike`]), `days` are their
/// publication days in days since 1970, `copies` pairs that are one text.
pub fn partition_alike(
    days: &[Option<i32>],
    mut pairs: Vec<Pair>,
    copies: &[(usize, usize)],
    settings: &Settings,
) -> Vec<Vec<usize>> {
    let text_of = texts(days, copies, settings);
    let is_first = |number: usize| text_of.get(number) == Some(&number);
    pairs.retain(|pair| is_first(pair.a) && is_first(pair.b));
    merge(&text_of, days, &pairs, settings)
}

/// Merges texts, each named by the first article that has it, where those are alike.
fn merge(text_of: &[usize], days: &[Option<i32>], pairs: &[Pair], settings: &Settings) -> Vec<Vec<usize>> {
    let dated: Vec<bool> = days.iter().map(Option::is_some).collect();
    let groups = agglomerate(&dated, pairs, &settings.linkage);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, text) in text_of.iter().enumerate() {
        members.entry(groups.get(*text).copied().unwrap_or(*text)).or_default().push(number);
    }
    members.into_values().collect()
}

/// For each article the first one with the same text, as far as both lie in one window: last year's text printed again
/// tells of another event.
fn texts(days: &[Option<i32>], copies: &[(usize, usize)], settings: &Settings) -> Vec<usize> {
    let mut text_of: Vec<usize> = (0..days.len()).collect();
    for (a, b) in copies {
        let (Some(first), Some(second)) = (days.get(*a), days.get(*b)) else { continue };
        if evidence::days_between(*first, *second) <= settings.window_days {
            let (one, other) = (root(&text_of, *a), root(&text_of, *b));
            if let Some(text) = text_of.get_mut(one.max(other)) {
                *text = one.min(other);
            }
        }
    }
    (0..text_of.len()).map(|number| root(&text_of, number)).collect()
}
