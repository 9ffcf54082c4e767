//! Threads: stories that continue each other about the same matter.

use super::hashing::HashKeyMap;
use super::stories::{Profile, Settings, Story, Terms, binding_words, profiles};
use crate::article::Article;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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

/// Likeness of the sums of two stories' terms from which they are about one matter.
const THRESHOLD: f32 = 0.2;

/// Longest time between two stories that continue each other, in days.
const WINDOW_DAYS: i32 = 60;

/// Articles of a story that stand for it.
const MEMBERS_READ: usize = 8;

/// Terms by which a story is found, and the latest stories that each of them finds.
const INDEX_TERMS: usize = 12;
const LATEST_FOUND: usize = 32;

/// Share of the threshold that those terms must reach alone for two stories to be compared in full.
const PARTIAL: f32 = 0.3;

/// Links that a story has to earlier ones.
const MOST_LINKS: usize = 2;

/// What stands for a story.
struct Outline<'p> {
    terms: Cow<'p, Terms>,
    /// First and last publication day of its members, in days since 1970, where they are known.
    days: Option<(i32, i32)>,
    weekdays: u8,
    /// The first member.
    article: usize,
}

/// Links stories that continue each other, each to the one or two earlier stories it is most like.
///
/// `stories` come in the order of their first articles, as [`super::stories::group`] gives them.
pub fn link(articles: &[Article], stories: &[Story]) -> Vec<ThreadLink> {
    let settings = Settings::default();
    link_profiles(articles, &profiles(articles, &settings), stories, &settings)
}

/// Links stories of articles with these profiles.
pub(super) fn link_profiles(
    articles: &[Article],
    profiles: &[Profile],
    stories: &[Story],
    settings: &Settings,
) -> Vec<ThreadLink> {
    let outlines: Vec<Outline> = stories.iter().map(|story| outline(profiles, story, settings)).collect();
    let mut found_by: HashKeyMap<u64, Vec<(usize, f32)>> = HashKeyMap::default();
    let mut links = Vec::new();
    for (later, own) in outlines.iter().enumerate() {
        let mut earlier: Vec<(usize, f32)> = Vec::new();
        for (term, weight) in own.terms.strongest(INDEX_TERMS) {
            let list = found_by.entry(term).or_default();
            earlier.extend(list.iter().rev().take(LATEST_FOUND).map(|(earlier, there)| (*earlier, weight * there)));
            list.push((later, weight));
        }
        earlier.sort_by_key(|(earlier, _)| *earlier);
        let promising = earlier.chunk_by(|one, other| one.0 == other.0).filter_map(|shared| {
            let partial: f32 = shared.iter().map(|(_, product)| product).sum();
            shared.first().filter(|_| partial >= THRESHOLD * PARTIAL).map(|(earlier, _)| *earlier)
        });
        let mut best: Vec<(f32, usize)> = promising
            .filter_map(|earlier| {
                let other = outlines.get(earlier).filter(|other| days_between(other, own) <= WINDOW_DAYS)?;
                let similarity = own.terms.cosine(&other.terms);
                (similarity >= THRESHOLD).then_some((similarity, earlier))
            })
            .collect();
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (similarity, earlier) in best.into_iter().take(MOST_LINKS) {
            if let (Some(other), Some(article)) = (outlines.get(earlier), articles.get(own.article)) {
                let shared = binding_words(article, &own.terms, &other.terms, 6).join(", ");
                links.push(ThreadLink {
                    earlier,
                    later,
                    ordered: other.days.zip(own.days).is_some_and(|(other, own)| other.0 < own.0),
                    similarity: f64::from(similarity.min(1.0)),
                    reason: format!("share {shared}; {}", apart(other, own)),
                });
            }
        }
    }
    links.sort_by_key(|link| (link.earlier, link.later));
    links
}

fn outline<'p>(profiles: &'p [Profile], story: &Story, settings: &Settings) -> Outline<'p> {
    let members = story.members.iter().take(MEMBERS_READ);
    let profiles: Vec<&'p Profile> = members.filter_map(|member| profiles.get(member.article)).collect();
    let days = || profiles.iter().filter_map(|profile| profile.day);
    Outline {
        terms: match profiles.as_slice() {
            [only] => Cow::Borrowed(&only.whole),
            several => Cow::Owned(Terms::sum(several.iter().map(|profile| &profile.whole), settings.terms)),
        },
        days: days().min().zip(days().max()),
        weekdays: profiles.iter().fold(0, |weekdays, profile| weekdays | profile.weekdays),
        article: story.members.first().map_or(0, |member| member.article),
    }
}

/// Days between the last article of one story and the first of the other; 0 where they overlap or a day is not known.
fn days_between(one: &Outline, other: &Outline) -> i32 {
    let Some((one, other)) = one.days.zip(other.days) else { return 0 };
    (other.0 - one.1).max(one.0 - other.1).max(0)
}

/// Why two stories are not one.
fn apart(earlier: &Outline, later: &Outline) -> String {
    let days = days_between(earlier, later);
    if days > 0 {
        format!("apart: {days} days between them")
    } else if earlier.weekdays != 0 && later.weekdays != 0 && earlier.weekdays & later.weekdays == 0 {
        "apart: their leads name different days of the week".into()
    } else {
        "apart: too little else in common for one event".into()
    }
}
