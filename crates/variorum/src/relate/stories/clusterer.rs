//! [`Clusterer`]: stories as the articles arrive.

use super::candidates::Nearby;
use super::profile::Profile;
use super::settings::Settings;
use super::{copies, partition};
use crate::article::{Article, Published};
use crate::relate::reuse::Derivation;
use std::collections::{BTreeMap, BTreeSet};

/// Groups articles as they arrive: each is put into a story at once; maintenance then puts right what arrival order did.
///
/// After [`Clusterer::maintain`] the stories are those that [`super::group`] finds in the same articles, whatever the
/// order of arrival. Articles are numbered in the order of arrival, stories in the order of their making; a story's number
/// is never used again.
#[derive(Clone, Debug, Default)]
pub struct Clusterer {
    settings: Settings,
    nearby: Nearby,
    profiles: Vec<Profile>,
    /// What decides the place of each article in a collection.
    places: Vec<Place>,
    story_of: Vec<usize>,
    members: BTreeMap<usize, BTreeSet<usize>>,
    stories_made: usize,
}

/// The keys of [`crate::relate::collection_order`].
type Place = (bool, Option<Published>, String, String);

/// What was decided about an article when it arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Number of the story it was put into.
    pub story: usize,
    /// Whether the story was made for it.
    pub is_new: bool,
    /// Average likeness to the story's articles, 0 to 1; 1 where the story is new.
    pub similarity: f64,
}

/// What maintenance changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// All articles of `from` went to `into`.
    Merged { from: usize, into: usize },
    /// Some articles of `from` went to `into`.
    Split { from: usize, into: usize },
}

impl Clusterer {
    /// A clusterer without articles.
    pub fn new(settings: Settings) -> Clusterer {
        Clusterer { settings, ..Clusterer::default() }
    }

    /// Puts an article into the story it is most like, or into a new one.
    pub fn add(&mut self, article: &Article) -> Decision {
        let number = self.story_of.len();
        self.profiles.push(Profile::new(article, &self.settings));
        let mut pairs = Vec::new();
        self.nearby.add(number, |other| self.profiles.get(other), &self.settings, &mut pairs);
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for pair in &pairs {
            if let Some(story) = self.story_of.get(pair.a) {
                *sums.entry(*story).or_insert(0.0) += f64::from(pair.score);
            }
        }
        let average = |(story, sum): (usize, f64)| {
            let size = self.members.get(&story).map_or(1, BTreeSet::len);
            (story, sum / size as f64)
        };
        // Of equally good stories the oldest.
        let best =
            sums.into_iter().map(average).min_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let is_dated = |number: &usize| self.profiles.get(*number).is_some_and(|profile| profile.day.is_some());
        let is_enough = |(story, average): &(usize, f64)| {
            let dated = self.members.get(story).is_none_or(|members| members.iter().all(is_dated));
            *average >= self.settings.linkage.least_between([dated, is_dated(&number)])
        };
        let decision = match best.filter(is_enough) {
            Some((story, average)) => Decision { story, is_new: false, similarity: average.min(1.0) },
            None => Decision { story: self.new_story(), is_new: true, similarity: 1.0 },
        };
        self.places.push((article.published.is_none(), article.published, article.name.clone(), article.id.clone()));
        self.story_of.push(decision.story);
        self.members.entry(decision.story).or_default().insert(number);
        decision
    }

    /// Groups all articles anew and records which stories merged and which split. `derivations` name the articles by
    /// their numbers of arrival.
    pub fn maintain(&mut self, derivations: &[Derivation]) -> Vec<Change> {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by(|a, b| self.places.get(*a).cmp(&self.places.get(*b)));
        let mut rank = vec![0; order.len()];
        for (place, number) in order.iter().enumerate() {
            if let Some(rank) = rank.get_mut(*number) {
                *rank = place;
            }
        }
        let profiles: Vec<&Profile> = order.iter().filter_map(|number| self.profiles.get(*number)).collect();
        let ranked = |number: usize| rank.get(number).copied().unwrap_or(number);
        let copies: Vec<(usize, usize)> = copies(derivations).map(|(a, b)| (ranked(a), ranked(b))).collect();
        let groups: Vec<BTreeSet<usize>> = partition(&profiles, &copies, &self.settings)
            .into_iter()
            .map(|group| group.into_iter().filter_map(|place| order.get(place).copied()).collect())
            .collect();
        self.adopt(groups)
    }

    /// The stories by number, each with its articles.
    pub fn stories(&self) -> &BTreeMap<usize, BTreeSet<usize>> {
        &self.members
    }

    fn new_story(&mut self) -> usize {
        self.stories_made += 1;
        self.stories_made - 1
    }

    /// Gives each group the number of the story most of its articles come from; the largest share wins, then the oldest.
    fn adopt(&mut self, groups: Vec<BTreeSet<usize>>) -> Vec<Change> {
        let mut shares: Vec<(usize, usize, usize)> = Vec::new();
        for (group, members) in groups.iter().enumerate() {
            let mut from: BTreeMap<usize, usize> = BTreeMap::new();
            for story in members.iter().filter_map(|number| self.story_of.get(*number)) {
                *from.entry(*story).or_insert(0) += 1;
            }
            shares.extend(from.into_iter().map(|(story, count)| (count, story, group)));
        }
        shares.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let mut number_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for (_, story, group) in &shares {
            if !number_of.contains_key(group) && taken.insert(*story) {
                number_of.insert(*group, *story);
            }
        }
        for group in 0..groups.len() {
            number_of.entry(group).or_insert_with(|| self.new_story());
        }
        let mut changes = Vec::new();
        shares.sort_by_key(|(_, story, group)| (*story, *group));
        for (count, from, group) in shares {
            let all = self.members.get(&from).is_some_and(|members| members.len() == count);
            if let Some(into) = number_of.get(&group).copied().filter(|into| *into != from) {
                changes.push(if all { Change::Merged { from, into } } else { Change::Split { from, into } });
            }
        }
        self.members.clear();
        for (group, members) in groups.into_iter().enumerate() {
            let Some(into) = number_of.get(&group).copied() else { continue };
            for number in &members {
                if let Some(story) = self.story_of.get_mut(*number) {
                    *story = into;
                }
            }
            self.members.insert(into, members);
        }
        changes
    }
}
