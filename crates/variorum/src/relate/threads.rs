//! Threads: stories that continue each other about the same matter.

use super::hashing::HashKeyMap;
use super::stories::{Lookup, Profile, Settings, Story, Terms, binding_words, profiles};
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

/// Likeness of the sums of two stories' terms from which they are about one matter.
const THRESHOLD: f32 = 0.2;

/// Longest time between two stories that continue each other, in days.
const WINDOW_DAYS: i32 = 60;

/// Articles of a story that stand for it.
pub const MEMBERS_READ: usize = 8;

/// Terms by which a story is found.
const INDEX_TERMS: usize = 12;

/// The latest stories that each of these terms finds.
pub const LATEST_FOUND: usize = 32;

/// Share of the threshold that those terms must reach alone for two stories to be compared in full.
const PARTIAL: f32 = 0.3;

/// Links that a story has to earlier ones.
const MOST_LINKS: usize = 2;

/// What stands for a story when stories are linked.
#[derive(Clone, Debug)]
pub struct Outline {
    terms: Terms,
    /// First and last publication day of its members, in days since 1970, where they are known.
    days: Option<(i32, i32)>,
    weekdays: u8,
}

/// An earlier story to which a story is linked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Index into the earlier stories that it was chosen from.
    pub earlier: usize,
    pub similarity: f64,
}

/// What a link of a story to an earlier one says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub ordered: bool,
    pub reason: String,
}

/// Links stories that continue each other, each to the one or two earlier stories it is most like.
///
/// Stories are told by their first day, undated ones last; those of one day by their ids. A story looks at the
/// [`LATEST_FOUND`] stories before it that share one of its [`Outline::finders`].
pub fn link(articles: &[Article], stories: &[Story]) -> Vec<ThreadLink> {
    link_profiles(articles, &profiles(articles, &Settings::default()), stories)
}

/// Links stories of articles with these profiles.
pub(super) fn link_profiles(articles: &[Article], profiles: &[Profile], stories: &[Story]) -> Vec<ThreadLink> {
    let mut told: Vec<(usize, &Story, Outline)> = stories
        .iter()
        .enumerate()
        .map(|(number, story)| {
            let members = story.members.iter().take(MEMBERS_READ);
            let profiles: Vec<&Profile> = members.filter_map(|member| profiles.get(member.article)).collect();
            (number, story, Outline::new(&profiles))
        })
        .collect();
    told.sort_by(|(_, a, first), (_, b, second)| {
        let key = |outline: &Outline| (outline.days.is_none(), outline.first_day());
        key(first).cmp(&key(second)).then_with(|| a.id.cmp(&b.id))
    });
    let mut found_by: HashKeyMap<u64, Vec<(usize, f32)>> = HashKeyMap::default();
    // What the finders of the story at hand share with those of each story before it; all 0 between stories.
    let mut shared: Vec<f32> = vec![0.0; told.len()];
    let mut met: Vec<usize> = Vec::new();
    let mut links = Vec::new();
    for (place, (later, story, own)) in told.iter().enumerate() {
        met.clear();
        for (term, weight) in own.finders() {
            let list = found_by.entry(term).or_default();
            for (earlier, there) in list.iter().rev().take(LATEST_FOUND) {
                if let Some(sum) = shared.get_mut(*earlier) {
                    if *sum == 0.0 {
                        met.push(*earlier);
                    }
                    *sum += weight * there;
                }
            }
            list.push((place, weight));
        }
        met.sort_unstable();
        let promising = met.iter().filter_map(|earlier| {
            let sum = shared.get_mut(*earlier).map(std::mem::take)?;
            told.get(*earlier).filter(|_| is_promising(sum))
        });
        let (numbers, outlines): (Vec<usize>, Vec<&Outline>) =
            promising.map(|(number, _, outline)| (*number, outline)).unzip();
        let Some(first) = story.members.first().and_then(|member| articles.get(member.article)) else { continue };
        for Near { earlier, similarity } in own.nearest(&outlines) {
            if let (Some(number), Some(outline)) = (numbers.get(earlier), outlines.get(earlier)) {
                let Link { ordered, reason } = own.link(first, outline);
                links.push(ThreadLink { earlier: *number, later: *later, ordered, similarity, reason });
            }
        }
    }
    links.sort_by_key(|link| (link.earlier, link.later));
    links
}

/// Whether two stories are worth comparing of whose finders the weights, each pair multiplied, sum to this.
pub fn is_promising(shared: f32) -> bool {
    shared >= THRESHOLD * PARTIAL
}

impl Outline {
    /// The outline of a story from the profiles of its first members, at most [`MEMBERS_READ`] of them.
    pub fn new(profiles: &[&Profile]) -> Outline {
        let days = || profiles.iter().filter_map(|profile| profile.day);
        Outline {
            terms: match profiles {
                [only] => only.whole.clone(),
                several => Terms::sum(several.iter().map(|profile| &profile.whole), Settings::default().terms),
            },
            days: days().min().zip(days().max()),
            weekdays: profiles.iter().fold(0, |weekdays, profile| weekdays | profile.weekdays),
        }
    }

    /// Days from 1970 to its first article, where that is known.
    pub fn first_day(&self) -> Option<i32> {
        self.days.map(|(first, _)| first)
    }

    /// The terms by which the story is found, as hashes, and their weights; strongest first.
    pub fn finders(&self) -> Vec<(u64, f32)> {
        self.terms.strongest(INDEX_TERMS)
    }

    /// The earlier stories to which this one is linked: those that it is most like, and of equal ones the first.
    pub fn nearest(&self, earlier: &[&Outline]) -> Vec<Near> {
        let own = Lookup::of(&self.terms);
        let mut best: Vec<(f32, usize)> = Vec::new();
        for (place, other) in earlier.iter().enumerate() {
            if days_between(other, self) <= WINDOW_DAYS {
                let similarity = own.cosine(&other.terms);
                if similarity >= THRESHOLD {
                    best.push((similarity, place));
                }
            }
        }
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        best.truncate(MOST_LINKS);
        let near = |(similarity, earlier): (f32, usize)| Near { earlier, similarity: f64::from(similarity.min(1.0)) };
        best.into_iter().map(near).collect()
    }

    /// The link of this story, of which `article` is the first, to an earlier one.
    pub fn link(&self, article: &Article, earlier: &Outline) -> Link {
        let shared = binding_words(article, &self.terms, &earlier.terms, 6).join(", ");
        Link {
            ordered: earlier.days.zip(self.days).is_some_and(|(earlier, own)| earlier.0 < own.0),
            reason: format!("share {shared}; {}", apart(earlier, self)),
        }
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
