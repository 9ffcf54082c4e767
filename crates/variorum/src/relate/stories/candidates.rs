//! Which earlier articles may be about the same event as a new one, from an index of their strongest terms.

use super::agglomerate::Pair;
use super::profile::Profile;
use super::settings::Settings;
use crate::relate::hashing::HashKeyMap;

/// Share of the floor that the strongest terms must reach alone for a pair to be compared in full.
const PARTIAL: f32 = 0.4;

/// An index of articles to which one after the other is added.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearby {
    lists: HashKeyMap<u64, List>,
    profiles: Vec<Profile>,
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
    pub(super) fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Adds an article and returns its pairs with earlier ones that score at least the floor, sorted by the earlier one.
    /// Each is numbered in the order of addition.
    pub(super) fn add(&mut self, profile: Profile, settings: &Settings) -> Vec<Pair> {
        let number = self.profiles.len();
        let mut met: Vec<u32> = Vec::new();
        for (term, weight) in profile.whole.strongest(settings.index_terms) {
            let list = self.lists.entry(term).or_default();
            if list.entries.len() >= list.clear_at.max(16) {
                let profiles = &self.profiles;
                list.entries.retain(|(other, _)| {
                    profiles
                        .get(*other as usize)
                        .is_some_and(|other| days_apart(other, &profile) <= settings.window_days)
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
        let mut pairs = Vec::new();
        for other in met {
            let a = other as usize;
            let Some(sum) = self.partial.get_mut(a) else { continue };
            let enough = std::mem::take(sum) >= settings.floor * PARTIAL;
            if let Some(earlier) = self.profiles.get(a).filter(|_| enough) {
                let score = likeness(earlier, &profile, settings);
                if score >= settings.floor {
                    pairs.push(Pair { a, b: number, score });
                }
            }
        }
        self.profiles.push(profile);
        self.partial.push(0.0);
        pairs
    }
}

/// How alike two articles are, 0 to 1: shared terms, less the further apart in time, less where the days they tell of differ.
pub(super) fn likeness(a: &Profile, b: &Profile, settings: &Settings) -> f32 {
    let apart = days_apart(a, b);
    if apart > settings.window_days {
        return 0.0;
    }
    let other_day = other_weekdays(a, b);
    let time = if a.day.is_some() && b.day.is_some() {
        let decay = (-0.5 * (apart as f32 / settings.decay_days).powf(settings.decay_power)).exp();
        decay * if other_day { settings.other_weekday } else { 1.0 }
    } else {
        settings.undated * if other_day { settings.other_weekday_undated } else { 1.0 }
    };
    let (whole, top) = (a.whole.cosine(&b.whole), a.top.cosine(&b.top));
    time * (whole * (1.0 - settings.top) + top * settings.top)
}

/// Whether both leads name days of the week, and none in common.
pub(super) fn other_weekdays(a: &Profile, b: &Profile) -> bool {
    a.weekdays != 0 && b.weekdays != 0 && a.weekdays & b.weekdays == 0
}

/// Days between two publications; 0 where one of them is not known.
pub(super) fn days_apart(a: &Profile, b: &Profile) -> i32 {
    match (a.day, b.day) {
        (Some(first), Some(second)) => i32::try_from(first.abs_diff(second)).unwrap_or(i32::MAX),
        _ => 0,
    }
}
