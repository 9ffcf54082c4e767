//! Which proposals to keep, and which of them stand inside others.

use super::features::Facts;
use super::proposal::Proposal;
use std::ops::Range;

/// A proposal that is kept, and the index (among the kept) of the one whose content holds it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub proposal: Proposal,
    pub parent: Option<usize>,
}

/// Log-odds from which a proposal inside the content of another is believed, and those for a cue that is no reporting word.
const LEAST_NESTED: f32 = 1.0;
const LEAST_NESTED_UNKNOWN: f32 = 2.0;

/// Keeps the proposals whose log-odds reach `least`, surest first, so that no two contradict each other: of two whose
/// contents hold each other's cues the surer stays, and one that would tear a surer one apart is dropped.
pub fn select(facts: &Facts, proposals: Vec<Proposal>, least: f32) -> Vec<Kept> {
    let mut ranked: Vec<Proposal> =
        proposals.into_iter().filter(|found| found.score >= least && found.content().next().is_some()).collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.cue.cmp(&b.cue)));
    let mut kept: Vec<Proposal> = Vec::new();
    for found in ranked {
        if kept.iter().all(|other| agree(facts, other, &found)) {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.cue);
    let parents: Vec<Option<usize>> = kept.iter().map(|found| parent(&kept, found)).collect();
    kept.into_iter().zip(parents).map(|(proposal, parent)| Kept { proposal, parent }).collect()
}

/// Whether two proposals can both stand: apart from each other, or one wholly inside one content span of the other.
fn agree(facts: &Facts, a: &Proposal, b: &Proposal) -> bool {
    let shared = a.content().any(|x| b.content().any(|y| x.start < y.end && y.start < x.end));
    match (holds(a, b), holds(b, a)) {
        (true, true) => false,
        (true, false) => is_inside(b, a) && is_sure(facts, b),
        (false, true) => is_inside(a, b) && is_sure(facts, a),
        (false, false) => !shared || a.content().ne(b.content()),
    }
}

/// Whether a proposal inside another is believed.
fn is_sure(facts: &Facts, inner: &Proposal) -> bool {
    inner.score >= if facts.at(inner.cue).reporting > 0 { LEAST_NESTED } else { LEAST_NESTED_UNKNOWN }
}

/// Whether the content of `outer` holds the cue of `inner`.
fn holds(outer: &Proposal, inner: &Proposal) -> bool {
    outer.content().any(|span| span.contains(&inner.cue))
}

/// Whether every content of `inner` lies in a content span of `outer`.
fn is_inside(inner: &Proposal, outer: &Proposal) -> bool {
    let within = |span: &Range<usize>| outer.content().any(|other| other.start <= span.start && span.end <= other.end);
    inner.content().all(within)
}

/// The smallest content that holds a proposal's cue.
fn parent(kept: &[Proposal], found: &Proposal) -> Option<usize> {
    let width =
        |outer: &Proposal| -> usize { outer.content().filter(|span| span.contains(&found.cue)).map(Range::len).sum() };
    (0..kept.len()).filter(|index| holds(&kept[*index], found)).min_by_key(|index| (width(&kept[*index]), *index))
}
