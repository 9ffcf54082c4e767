//! Proposals: what may be said around a cue, and whether to believe it.

use super::cues::{self, quotation_pattern};
use super::features::{Facts, Features, bucket};
use super::spans::{Candidate, Decided, Lattice, SpanRole};
use super::weights::{Model, Table};
use std::ops::Range;

/// The spans found around one cue.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub cue: usize,
    pub source: Option<Range<usize>>,
    pub before: Option<Range<usize>>,
    pub after: Option<Range<usize>>,
    /// Log-odds of the cue.
    pub cue_score: f32,
    /// Probability of the chosen source, content before and content after.
    pub confidence: [f32; 3],
    /// Log-odds of the whole.
    pub score: f32,
}

impl Proposal {
    /// The content spans in text order.
    pub fn content(&self) -> impl Iterator<Item = &Range<usize>> {
        self.before.iter().chain(&self.after)
    }
}

/// Cues below these log-odds are not looked at further.
pub const LEAST_CUE_SCORE: f32 = -1.8;

/// Proposes an attribution for every cue of a text that looks like one.
pub fn propose(facts: &Facts, model: &Model) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut features = Features::default();
    for cue in 0..facts.tokens.len() {
        if !cues::is_candidate(facts, cue) {
            continue;
        }
        features.hashes.clear();
        cues::features(facts, cue, &mut features);
        let cue_score = model.cue.score(&features.hashes);
        if cue_score < LEAST_CUE_SCORE {
            continue;
        }
        let mut proposal = around(facts, model, cue);
        proposal.cue_score = cue_score;
        found.push(proposal);
    }
    for index in 0..found.len() {
        let mut features = Features::default();
        judge_features(facts, &found, index, &mut features);
        found[index].score = model.judge.score(&features.hashes);
    }
    found
}

/// The best source and contents around a cue, decided one after the other.
fn around(facts: &Facts, model: &Model, cue: usize) -> Proposal {
    let mut decided = Decided::default();
    let (source, source_confidence) = choose(facts, SpanRole::Source, cue, &decided, &model.source);
    decided.source = source.and_then(|found| found.span);
    let (before, before_confidence) = choose(facts, SpanRole::ContentBefore, cue, &decided, &model.content_before);
    decided.before = before.as_ref().and_then(|found| found.span.clone());
    let (after, after_confidence) = choose(facts, SpanRole::ContentAfter, cue, &decided, &model.content_after);
    Proposal {
        cue,
        source: decided.source,
        before: decided.before,
        after: after.and_then(|found| found.span),
        cue_score: 0.0,
        confidence: [source_confidence, before_confidence, after_confidence],
        score: 0.0,
    }
}

/// The best candidate and its probability.
fn choose(facts: &Facts, role: SpanRole, cue: usize, decided: &Decided, table: &Table) -> (Option<Candidate>, f32) {
    let lattice = Lattice::new(facts, role, cue, decided.clone());
    let candidates = lattice.candidates(table, None);
    let best = candidates.iter().map(|found| found.score).fold(f32::MIN, f32::max);
    let total: f32 = candidates.iter().map(|found| (found.score - best).exp()).sum();
    let chosen = candidates.into_iter().find(|found| found.score == best);
    (chosen, 1.0 / total.max(1.0))
}

/// The features that tell whether proposal `index` is an attribution.
pub fn judge_features(facts: &Facts, proposals: &[Proposal], index: usize, features: &mut Features) {
    let Some(proposal) = proposals.get(index) else { return };
    let cue = facts.at(proposal.cue);
    let step = |value: f32| (value * 2.0).round().clamp(-12.0, 12.0) as i32 as u32;
    let tenth = |value: f32| (value * 10.0).floor().clamp(0.0, 9.0) as u32;
    let state = u32::from(proposal.source.is_some())
        + 2 * u32::from(proposal.before.is_some())
        + 4 * u32::from(proposal.after.is_some());
    let source = facts.at_some(proposal.source.as_ref().map(|span| span.end - 1));
    let source_word = proposal.source.as_ref().filter(|span| span.len() == 1).map_or(0, |_| source.word);
    let elsewhere = u32::from(proposal.source.is_some() && source.sentence != cue.sentence);
    let length: usize = proposal.content().map(Range::len).sum();
    let quoted = proposal.content().flat_map(Clone::clone).filter(|token| facts.at(*token).passage > 0).count();
    let quoting = if quoted == 0 {
        0
    } else if quoted * 10 >= length * 9 {
        2
    } else {
        1
    };
    let [source_confidence, before_confidence, after_confidence] = proposal.confidence;
    let least = proposal.confidence.iter().copied().fold(1.0, f32::min);
    let product: f32 = proposal.confidence.iter().product();
    // Rivals: others whose content holds this cue, and others whose cue this content holds.
    let holds = |outer: &Proposal, inner: &Proposal| outer.content().any(|span| span.contains(&inner.cue));
    let near = proposals.get(index.saturating_sub(8)..(index + 8).min(proposals.len())).unwrap_or_default();
    let above = near
        .iter()
        .filter(|other| other.cue != proposal.cue && holds(other, proposal))
        .map(|other| other.cue_score)
        .fold(-9.0, f32::max);
    let below = near
        .iter()
        .filter(|other| other.cue != proposal.cue && holds(proposal, other))
        .map(|other| other.cue_score)
        .fold(-9.0, f32::max);
    let mut add = |template: u32, a: u32, b: u32, c: u32| features.add(500 + template, [a, b, c]);
    add(0, 0, 0, 0);
    add(1, step(proposal.cue_score), 0, 0);
    add(2, step(proposal.cue_score), state, 0);
    add(3, step(proposal.cue_score), tenth(product), 0);
    add(4, tenth(source_confidence), u32::from(proposal.source.is_some()), 0);
    add(5, tenth(before_confidence), u32::from(proposal.before.is_some()), 0);
    add(6, tenth(after_confidence), u32::from(proposal.after.is_some()), 0);
    add(7, tenth(least), state, 0);
    add(8, state, cue.reporting, cue.tag);
    add(9, state, quoting, quotation_pattern(facts, proposal.cue));
    add(10, bucket(length), state, quoting);
    add(11, bucket(length), cue.reporting, 0);
    add(12, cue.stem, state, 0);
    add(13, source_word, cue.reporting, 0);
    add(14, source.tag, source.name, elsewhere);
    add(15, cue.tag, cue.relation, state);
    add(16, step(above), step(proposal.cue_score), 0);
    add(17, step(below), step(proposal.cue_score), 0);
    add(18, step(above), cue.reporting, 0);
    add(19, step(below), cue.reporting, 0);
    add(20, elsewhere, cue.tag, cue.reporting);
    add(21, cue.stem, quoting, 0);
    add(22, u32::from(cue.passage > 0), cue.reporting, state);
}
