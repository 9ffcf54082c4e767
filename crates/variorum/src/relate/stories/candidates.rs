//! Pairs of articles that may be about one event, from an index of their strongest terms.

use super::agglomerate::Pair;
use super::profile::{Profile, cosine};
use super::settings::Settings;
use crate::relate::hashing::HashKeyMap;

/// All pairs that score at least the floor, each once. `profiles` are in collection order.
pub(super) fn pairs(profiles: &[Profile], settings: &Settings) -> Vec<Pair> {
    let mut index: HashKeyMap<u64, Vec<(u32, f32)>> = HashKeyMap::default();
    let mut pairs = Vec::new();
    // What the strongest terms alone contribute to the likeness of each earlier article.
    let mut partial: Vec<f32> = vec![0.0; profiles.len()];
    let mut met: Vec<u32> = Vec::new();
    for (number, profile) in profiles.iter().enumerate() {
        for (term, weight) in profile.strongest(settings.index_terms) {
            let list = index.entry(term).or_default();
            if let Some(day) = profile.day {
                // Collection order: the dated come first and by day, so what left the window stays out.
                let left = list.partition_point(|(other, _)| {
                    let day_of_other = profiles.get(*other as usize).and_then(|other| other.day);
                    day_of_other.is_some_and(|other| other + settings.window_days < day)
                });
                list.drain(..left);
            }
            for (other, weight_there) in list.iter() {
                if let Some(sum) = partial.get_mut(*other as usize) {
                    if *sum == 0.0 {
                        met.push(*other);
                    }
                    *sum += weight * weight_there;
                }
            }
            list.push((number as u32, weight));
        }
        for other in met.drain(..) {
            let Some(sum) = partial.get_mut(other as usize) else { continue };
            let enough = std::mem::take(sum) >= settings.floor * PARTIAL;
            let Some(other_profile) = profiles.get(other as usize).filter(|_| enough) else { continue };
            let score = score(other_profile, profile, settings);
            if score >= settings.floor {
                pairs.push(Pair { a: other as usize, b: number, score });
            }
        }
    }
    pairs
}

/// Share of the floor that the strongest terms must reach alone for a pair to be compared in full.
const PARTIAL: f32 = 0.4;

/// How alike two articles are, 0 to 1: shared terms, less the further apart in time.
pub(super) fn score(a: &Profile, b: &Profile, settings: &Settings) -> f32 {
    let decay = match (a.day, b.day) {
        (Some(first), Some(second)) => {
            let days = first.abs_diff(second) as f32 / settings.decay_days;
            if first.abs_diff(second) as i32 > settings.window_days { 0.0 } else { (-0.5 * days * days).exp() }
        }
        _ => 1.0,
    };
    if decay == 0.0 { 0.0 } else { cosine(a, b) * decay }
}
