//! Spans of one role (the content left of a cue, the content right of it, the source), ranked by learnt weights.
//!
//! A span is scored as the sum of a score for its first token, one for its last token and one for the pair; "no span" is
//! a rival of its own. Pairs are only looked at for the best first and last tokens.

mod features;

use super::cues::{is_dash, quotation_pattern};
use super::features::{AT_ONCE, Facts, Paths};
use super::weights::Table;
use std::ops::Range;

/// How many first and last tokens are paired.
const BEAM: usize = 6;

/// How far beyond the sentence quoted content is followed, in tokens.
const REACH: usize = 600;

/// Features of a first or last token.
const EDGE_FEATURES: usize = 30;

/// Features of a first and a last token together.
const PAIR_FEATURES: usize = 27;

/// What a span is to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanRole {
    Source,
    ContentBefore,
    ContentAfter,
}

/// What is already decided about a cue when a span is looked for.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    pub source: Option<Range<usize>>,
    pub before: Option<Range<usize>>,
}

/// A span, or none, with its features and score.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub span: Option<Range<usize>>,
    pub score: f32,
    /// Indexes into the lattice's first and last tokens.
    start: usize,
    end: usize,
    pair: [u32; AT_ONCE],
}

/// The first and last tokens that a span of one role can have, with their features.
#[derive(Debug)]
pub struct Lattice<'a> {
    facts: &'a Facts<'a>,
    role: SpanRole,
    cue: usize,
    paths: Paths,
    decided: Decided,
    pattern: u32,
    /// What is decided, in one number.
    state: u32,
    starts: Vec<Edge>,
    ends: Vec<Edge>,
    none: Vec<u32>,
}

/// A token that a span may begin or end with, and its features.
#[derive(Debug)]
struct Edge {
    token: usize,
    features: [u32; AT_ONCE],
}

impl Edge {
    fn features(&self) -> &[u32] {
        &self.features[..EDGE_FEATURES]
    }
}

impl<'a> Lattice<'a> {
    /// Gathers the tokens and features for one cue.
    pub fn new(facts: &'a Facts<'a>, role: SpanRole, cue: usize, decided: Decided) -> Lattice<'a> {
        let mut lattice = Lattice {
            facts,
            role,
            cue,
            paths: Paths::new(facts, cue),
            state: features::state(facts, cue, &decided),
            decided,
            pattern: quotation_pattern(facts, cue),
            starts: Vec::new(),
            ends: Vec::new(),
            none: Vec::new(),
        };
        let (starts, ends) = lattice.places();
        let edge = |token, first| Edge { token, features: lattice.edge_features(token, first) };
        let starts: Vec<Edge> = starts.into_iter().map(|token| edge(token, true)).collect();
        let ends: Vec<Edge> = ends.into_iter().map(|token| edge(token, false)).collect();
        (lattice.starts, lattice.ends) = (starts, ends);
        lattice.none = lattice.none_features();
        lattice
    }

    /// Whether the lattice holds a span (its last token is `span.end - 1`).
    pub fn holds(&self, span: &Range<usize>) -> bool {
        self.starts.iter().any(|edge| edge.token == span.start)
            && self.ends.iter().any(|edge| edge.token + 1 == span.end)
    }

    /// The features of every first and last token, and of "no span".
    pub fn edges(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.iter().chain(&self.ends).map(Edge::features).chain([self.none.as_slice()])
    }

    /// The spans worth comparing, "none" first. `gold` is always among them.
    pub fn candidates(&self, table: &Table, gold: Option<&Range<usize>>) -> Vec<Candidate> {
        let none = Candidate { span: None, score: table.score(&self.none), start: 0, end: 0, pair: [0; AT_ONCE] };
        let mut found = Vec::with_capacity(1 + BEAM * BEAM);
        found.push(none);
        let starts = best(&self.starts, table, gold.map(|gold| gold.start));
        let ends = best(&self.ends, table, gold.map(|gold| gold.end - 1));
        for (start, start_score) in &starts {
            for (end, end_score) in &ends {
                let span = self.starts[*start].token..self.ends[*end].token + 1;
                if span.is_empty() || self.is_barred(&span) {
                    continue;
                }
                let pair = self.pair_features(&span);
                let score = start_score + end_score + table.score(&pair[..PAIR_FEATURES]);
                found.push(Candidate { span: Some(span), score, start: *start, end: *end, pair });
            }
        }
        found
    }

    /// All features of a candidate.
    pub fn features_of<'b>(&'b self, candidate: &'b Candidate) -> [&'b [u32]; 3] {
        match candidate.span {
            None => [&self.none, &[], &[]],
            Some(_) => {
                let (start, end) = (&self.starts[candidate.start], &self.ends[candidate.end]);
                [start.features(), end.features(), &candidate.pair[..PAIR_FEATURES]]
            }
        }
    }

    /// A span must not hold the cue, nor what is already decided.
    fn is_barred(&self, span: &Range<usize>) -> bool {
        let meets = |other: &Option<Range<usize>>| {
            other.as_ref().is_some_and(|other| other.start < span.end && span.start < other.end)
        };
        span.contains(&self.cue)
            || meets(&self.decided.before)
            || (self.role != SpanRole::Source && meets(&self.decided.source))
    }

    fn places(&self) -> (Vec<usize>, Vec<usize>) {
        let sentence = self.facts.sentence(self.cue);
        match self.role {
            SpanRole::Source => {
                let start =
                    self.facts.sentence(sentence.start.saturating_sub(1)).start.max(self.cue.saturating_sub(60));
                let end = sentence.end.min(self.cue + 40);
                let places: Vec<usize> = (start..end).filter(|token| *token != self.cue).collect();
                let nominal = |token: &usize| self.can_begin_source(*token);
                (places.iter().copied().filter(nominal).collect(), places)
            }
            SpanRole::ContentBefore => {
                let mut starts: Vec<usize> = self.starts_beyond(sentence.start);
                starts.extend(sentence.start..self.cue);
                (starts, (sentence.start.saturating_sub(1)..self.cue).collect())
            }
            SpanRole::ContentAfter => {
                let (starts, ends) = self.places_beyond(sentence.end);
                (
                    (self.cue + 1..sentence.end).chain(starts).collect(),
                    (self.cue + 1..sentence.end).chain(ends).collect(),
                )
            }
        }
    }

    fn can_begin_source(&self, token: usize) -> bool {
        let fact = self.facts.at(token);
        // What stands inside quotation marks is said, and says nothing outside them.
        (fact.passage == 0 || fact.passage == self.facts.at(self.cue).passage)
            && !fact.is_verb
            && (!fact.is_punctuation || fact.opens)
            && (fact.sentence == self.facts.at(self.cue).sentence
                || fact.top_first != token as u32
                || fact.is_noun
                || fact.name > 0)
    }

    /// Beginnings of the quoted sentences right before a sentence, in its paragraph.
    fn starts_beyond(&self, sentence_start: usize) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut first = sentence_start;
        let dash = is_dash(self.facts, self.cue);
        let paragraph = |token: usize| {
            self.facts.layout.sentences.get(self.facts.at(token).sentence as usize).map(|found| found.paragraph)
        };
        while let Some(last) = first.checked_sub(1).filter(|last| {
            let continued =
                self.facts.at(first).passage > 0 && self.facts.at(first).passage == self.facts.at(*last).passage;
            sentence_start - last < REACH
                && (dash || paragraph(*last) == paragraph(sentence_start))
                && (continued || self.facts.at(*last).closes)
        }) {
            first = self.facts.sentence(last).start;
            starts.push(first);
            starts.extend((first + 1..=last).filter(|token| self.facts.at(*token).opens));
        }
        starts
    }

    /// Beginnings and ends of the quoted sentences right after a sentence.
    fn places_beyond(&self, sentence_end: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        let mut next = sentence_end;
        let after_colon = next.checked_sub(1).is_some_and(|last| self.facts.word(last) == ":");
        while next < self.facts.tokens.len() && next - sentence_end < REACH {
            let fact = self.facts.at(next);
            let last = self.facts.at(next.saturating_sub(1));
            let continued = fact.passage > 0 && fact.passage == last.passage;
            let same_paragraph = self.paragraph(next) == self.paragraph(self.cue);
            let goes_on = fact.opens && self.quoted_goes_on(fact.passage);
            let begins = fact.opens && (same_paragraph || (after_colon && next == sentence_end) || goes_on);
            if !(continued || begins || (after_colon && next == sentence_end)) {
                break;
            }
            starts.push(next);
            let sentence = self.facts.sentence(next);
            ends.extend((sentence.start..sentence.end).filter(|token| {
                self.facts.at(*token).closes || token + 1 == sentence.end || token + 2 == sentence.end
            }));
            next = sentence.end.max(next + 1);
        }
        (starts, ends)
    }

    fn paragraph(&self, token: usize) -> Option<usize> {
        self.facts.layout.sentences.get(self.facts.at(token).sentence as usize).map(|found| found.paragraph)
    }

    fn quoted_goes_on(&self, passage: u32) -> bool {
        (passage as usize)
            .checked_sub(1)
            .and_then(|index| self.facts.quoted.get(index))
            .is_some_and(|found| found.continues)
    }
}

/// The best tokens of a list with their scores; `gold` is always among them.
fn best(places: &[Edge], table: &Table, gold: Option<usize>) -> Vec<(usize, f32)> {
    let mut scored: Vec<(usize, f32)> =
        places.iter().enumerate().map(|(index, edge)| (index, table.score(edge.features()))).collect();
    let by_score = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    let mut missing = None;
    if scored.len() > BEAM {
        scored.select_nth_unstable_by(BEAM - 1, by_score);
        let is_gold = |(index, _): &&(usize, f32)| gold.is_some_and(|gold| places[*index].token == gold);
        missing = scored[BEAM..].iter().find(is_gold).copied();
        scored.truncate(BEAM);
    }
    scored.sort_unstable_by(by_score);
    scored.extend(missing);
    scored
}
