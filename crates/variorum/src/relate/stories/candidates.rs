//! Which earlier articles may be about the same event as a new one, from an index of their strongest terms.

use super::agglomerate::Pair;
use super::evidence::{Yardstick, days_apart};
use super::profile::Profile;
use super::settings::Settings;
use crate::relate::hashing::HashKeyMap;

/// What a term adds to what two articles have in common that weigh it so: a whole number, so that sums do not depend on the
/// order of their parts. The weights are those of [`Profile::finders`], whose products sum to 1 at most.
pub fn in_common(weight: f32, weight_there: f32) -> u32 {
    (weight * weight_there * IN_COMMON) as u32
}

/// What [`in_common`] counts as 1.
pub(super) const IN_COMMON: f32 = (1 << 30) as f32;

/// An index of articles to which one after the other is added.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearby {
    lists: HashKeyMap<u64, List>,
    /// What the strongest terms of each earlier article share with those of the one at hand, as [`in_common`] counts it;
    /// all 0 between calls.
    shared: Vec<u32>,
}

/// The articles with one term.
#[derive(Clone, Debug, Default)]
struct List {
    entries: Vec<(u32, f32)>,
    /// Those that left the window: only articles without a day are compared with them.
    past: Vec<(u32, f32)>,
    /// Length of the first list from which articles that left the window are moved to the second.
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
        self.shared.resize(number + 1, 0);
        let mut met: Vec<u32> = Vec::new();
        for (term, weight) in own.finders(settings) {
            let list = self.lists.entry(term).or_default();
            if list.entries.len() >= list.clear_at.max(16) {
                let List { entries, past, .. } = &mut *list;
                let left = |(other, _): &mut (u32, f32)| {
                    profile(*other as usize).is_none_or(|other| days_apart(other, own) > settings.window_days)
                };
                past.extend(entries.extract_if(.., left));
                list.clear_at = list.entries.len() * 2;
            }
            let past = if own.day.is_none() { list.past.as_slice() } else { &[] };
            for (other, weight_there) in list.entries.iter().chain(past) {
                if let Some(sum) = self.shared.get_mut(*other as usize) {
                    if *sum == 0 {
                        met.push(*other);
                    }
                    *sum += in_common(weight, *weight_there);
                }
            }
            list.entries.push((number as u32, weight));
        }
        met.sort_unstable();
        let mut yardstick: Option<Yardstick<'_>> = None;
        for other in met {
            let a = other as usize;
            let Some(sum) = self.shared.get_mut(a) else { continue };
            let in_common = std::mem::take(sum);
            let Some(earlier) = profile(a) else { continue };
            if settings.is_enough(in_common, [earlier.day, own.day])
                && let Some(score) = yardstick.get_or_insert_with(|| Yardstick::new(own)).alike(earlier, settings)
            {
                pairs.push(Pair { a, b: number, score });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Metadata};

    #[test]
    fn an_article_without_a_day_meets_those_of_all_days() {
        let settings = Settings::default();
        let text = "The ferry Selma struck a gravel barge off Port Amary in thick fog, the harbour authority said.";
        let profile = Profile::new(&Article::new("a.txt", text, Metadata::default()), &settings);
        let on = |day: Option<i32>| Profile { day, ..profile.clone() };
        let mut profiles: Vec<Profile> = (0..60).map(|number| on(Some(number * 10))).collect();
        profiles.push(on(None));
        let mut nearby = Nearby::default();
        let mut pairs = Vec::new();
        for number in 0..profiles.len() {
            nearby.add(number, |other| profiles.get(other), &settings, &mut pairs);
        }
        let expected: Vec<(usize, usize)> = (0..60).map(|number| (number, 60)).collect();
        assert_eq!(pairs.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), expected);
    }
}
