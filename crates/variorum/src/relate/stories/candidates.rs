//! Pairs of articles that may be about one event, from an index of their strongest terms.

use super::agglomerate::Pair;
use super::profile::{Profile, cosine};
use super::settings::Settings;
use crate::relate::hashing::HashKeyMap;

/// All pairs that score at least the floor, each once. `profiles` are in collection order.
pub(super) fn pairs(profiles: &[Profile], settings: &Settings) -> Vec<Pair> {
    let mut index: HashKeyMap<u64, Vec<u32>> = HashKeyMap::default();
    let mut pairs = Vec::new();
    let mut met: Vec<u32> = vec![u32::MAX; profiles.len()];
    for (number, profile) in profiles.iter().enumerate() {
        let strongest = profile.strongest(settings.index_terms);
        for term in &strongest {
            let list = index.entry(*term).or_default();
            if let Some(day) = profile.day {
                // Collection order: the dated come first and by day, so what left the window stays out.
                let active = list.partition_point(|other| {
                    profiles
                        .get(*other as usize)
                        .and_then(|other| other.day)
                        .is_some_and(|other| other + settings.window_days < day)
                });
                list.drain(..active);
            }
            for other in list.iter() {
                let Some(seen) = met.get_mut(*other as usize) else { continue };
                if std::mem::replace(seen, number as u32) != number as u32
                    && let Some(other_profile) = profiles.get(*other as usize)
                {
                    let score = score(other_profile, profile, settings);
                    if score >= settings.floor {
                        pairs.push(Pair { a: *other as usize, b: number, score });
                    }
                }
            }
            list.push(number as u32);
        }
    }
    pairs
}

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
