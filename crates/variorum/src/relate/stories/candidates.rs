//! Which earlier articles may be about the same event as a new one, from an index of their strongest terms.

use super::agglomerate::Pair;
use super::evidence::{days_apart, likeness};
use super::profile::Profile;
use super::settings::Settings;
use crate::relate::hashing::HashKeyMap;

/// An index of articles to which one after the other is added.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearby {
    lists: HashKeyMap<u64, List>,
    /// What the strongest terms alone contribute to the likeness of each earlier article; all 0 between calls.
    partial: Vec<f32>,
}

/// The articles with one term.
#[derive(Clone, Debug, Default)]
struct List {
    entries: Vec<(u32, f32)>,
    /// Length from which articles that left the window are cleared out.
    clear_at: usize,
}

impl Nearby {
    /// Adds an article, numbered above all before it, and gives its pairs with earlier ones that score at least the floor,
    /// sorted by the earlier one. `profile` knows the articles by their numbers.
    pub(super) fn add<'p>(
        &mut self,
        number: usize,
        profile: impl Fn(usize) -> Option<&'p Profile>,
        settings: &Settings,
        pairs: &mut Vec<Pair>,
    ) {
        let Some(own) = profile(number) else { return };
        self.partial.resize(number + 1, 0.0);
        let mut met: Vec<u32> = Vec::new();
        for (term, weight) in own.finders(settings) {
            let list = self.lists.entry(term).or_default();
            if list.entries.len() >= list.clear_at.max(16) {
                list.entries.retain(|(other, _)| {
                    profile(*other as usize).is_some_and(|other| days_apart(other, own) <= settings.window_days)
                });
                list.clear_at = list.entries.len() * 2;
            }
            for (other, weight_there) in &list.entries {
                if let Some(sum) = self.partial.get_mut(*other as usize) {
                    if *sum == 0.0 {
                        met.push(*other);
                    }
                    *sum += weight * weight_there;
                }
            }
            list.entries.push((number as u32, weight));
        }
        met.sort_unstable();
        for other in met {
            let a = other as usize;
            let Some(sum) = self.partial.get_mut(a) else { continue };
            let enough = std::mem::take(sum) >= settings.partial();
            if let Some(earlier) = profile(a).filter(|_| enough) {
                let score = likeness(earlier, own, settings);
                if score >= settings.floor {
                    pairs.push(Pair { a, b: number, score });
                }
            }
        }
    }
}
