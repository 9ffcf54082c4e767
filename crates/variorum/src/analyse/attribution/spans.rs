//! Spans of one role (the content left of a cue, the content right of it, the source), ranked by learnt weights.
//!
//! A span is scored as the sum of a score for its first token, one for its last token and one for the pair; "no span" is
//! a rival of its own. Pairs are only looked at for the best first and last tokens.

use super::cues::{is_dash, quotation_pattern};
use super::features::{Facts, Features, Paths, bucket, feature, mix};
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
    pair: [u32; PAIR_FEATURES],
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
    features: [u32; EDGE_FEATURES],
}

impl<'a> Lattice<'a> {
    /// Gathers the tokens and features for one cue.
    pub fn new(facts: &'a Facts<'a>, role: SpanRole, cue: usize, decided: Decided) -> Lattice<'a> {
        let mut lattice = Lattice {
            facts,
            role,
            cue,
            paths: Paths::new(facts, cue),
            state: state(facts, cue, &decided),
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
        self.starts.iter().chain(&self.ends).map(|edge| edge.features.as_slice()).chain([self.none.as_slice()])
    }

    /// The spans worth comparing, "none" first. `gold` is always among them.
    pub fn candidates(&self, table: &Table, gold: Option<&Range<usize>>) -> Vec<Candidate> {
        let none = Candidate { span: None, score: table.score(&self.none), start: 0, end: 0, pair: [0; PAIR_FEATURES] };
        let mut found = vec![none];
        let starts = best(&self.starts, table, gold.map(|gold| gold.start));
        let ends = best(&self.ends, table, gold.map(|gold| gold.end - 1));
        for (start, start_score) in &starts {
            for (end, end_score) in &ends {
                let span = self.starts[*start].token..self.ends[*end].token + 1;
                if span.is_empty() || self.is_barred(&span) {
                    continue;
                }
                let pair = self.pair_features(&span);
                let score = start_score + end_score + table.score(&pair);
                found.push(Candidate { span: Some(span), score, start: *start, end: *end, pair });
            }
        }
        found
    }

    /// All features of a candidate.
    pub fn features_of<'b>(&'b self, candidate: &'b Candidate) -> [&'b [u32]; 3] {
        match candidate.span {
            None => [&self.none, &[], &[]],
            Some(_) => [&self.starts[candidate.start].features, &self.ends[candidate.end].features, &candidate.pair],
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

    /// Flags of a token that is a first (`first`) or last one: its quotation marks, whether it touches what is decided.
    fn flags(&self, token: usize, first: bool) -> u32 {
        let fact = self.facts.at(token);
        let beside = self.facts.at(if first { token.wrapping_sub(1) } else { token + 1 });
        let touches = |span: &Option<Range<usize>>| {
            span.as_ref().is_some_and(|span| {
                if first {
                    span.end == token || span.end + 1 == token
                } else {
                    token + 1 == span.start || token + 2 == span.start
                }
            })
        };
        u32::from(fact.opens)
            | u32::from(fact.closes) << 1
            | u32::from(fact.passage > 0) << 2
            | u32::from(beside.passage > 0) << 3
            | u32::from(touches(&self.decided.source)) << 4
            | u32::from(fact.sentence == self.facts.at(self.cue).sentence) << 5
            | u32::from(beside.is_punctuation) << 6
            | u32::from(fact.is_punctuation) << 7
            | u32::from(fact.sentence != beside.sentence) << 8
    }

    fn distance(&self, token: usize) -> u32 {
        let side = u32::from(token > self.cue);
        bucket(token.abs_diff(self.cue)) + 16 * side
    }

    fn edge_features(&self, token: usize, first: bool) -> [u32; EDGE_FEATURES] {
        let facts = self.facts;
        let (fact, cue) = (facts.at(token), facts.at(self.cue));
        let previous = facts.at(token.wrapping_sub(1));
        let next = facts.at(token + 1);
        let top = if first { fact.top_first } else { fact.top_last };
        let path = self.paths.to(facts, top as usize);
        let own = self.paths.to(facts, token);
        let flags = self.flags(token, first);
        let distance = self.distance(token);
        let state = self.state;
        let base = if first { 100 } else { 200 };
        let sentence = facts.sentence(token);
        let (inside, after) = if first {
            (bucket(token - sentence.start), 0)
        } else {
            (bucket(sentence.end.saturating_sub(token)), next.tag)
        };
        let hash = |template: u32, a: u32, b: u32, c: u32| feature(base + template, [a, b, c]);
        [
            hash(0, 0, 0, 0),
            hash(1, fact.word, 0, 0),
            hash(2, fact.tag, previous.tag, next.tag),
            hash(3, fact.tag, distance, 0),
            hash(4, fact.word, cue.stem, 0),
            hash(5, distance, cue.stem, 0),
            hash(6, fact.tag, cue.stem, u32::from(token > self.cue)),
            hash(7, path, 0, 0),
            hash(8, path, fact.tag, 0),
            hash(9, path, cue.reporting, cue.tag),
            hash(10, path, cue.stem, 0),
            hash(11, own, fact.relation, 0),
            hash(12, flags, distance, 0),
            hash(13, flags, cue.reporting, cue.tag),
            hash(14, flags, path, 0),
            hash(15, flags, cue.stem, 0),
            hash(16, previous.word, fact.tag, 0),
            hash(17, next.word, fact.tag, 0),
            hash(18, previous.tag, flags, state),
            hash(19, next.tag, flags, state),
            hash(20, previous.word, next.word, 0),
            hash(21, flags, self.pattern, 0),
            hash(22, fact.word, next.word, 0),
            hash(23, fact.word, previous.word, 0),
            hash(24, facts.at(top as usize).relation, facts.at(top as usize).tag, distance),
            hash(25, fact.name, distance, fact.tag),
            hash(26, state, path, 0),
            hash(27, next.tag, facts.at(token + 2).tag, fact.tag),
            hash(
                28,
                facts.at(top as usize).relation,
                u32::from(facts.at(top as usize).head == Some(self.cue as u32)),
                next.tag,
            ),
            hash(29, inside, flags, after),
        ]
    }

    fn pair_features(&self, span: &Range<usize>) -> [u32; PAIR_FEATURES] {
        let facts = self.facts;
        let (first, last) = (facts.at(span.start), facts.at(span.end - 1));
        let cue = facts.at(self.cue);
        let length = bucket(span.len());
        let head = self.head(span);
        let head_fact = facts.at(head);
        let path = self.paths.to(facts, head);
        let exact =
            u32::from(head_fact.first as usize == span.start) + 2 * u32::from(head_fact.last as usize + 1 == span.end);
        let passages = u32::from(first.passage > 0)
            + 2 * u32::from(last.passage > 0)
            + 4 * u32::from(first.passage == last.passage)
            + 8 * u32::from(first.opens)
            + 16 * u32::from(last.closes);
        let roots = self.roots(span);
        let inside = facts.tokens.get(span.clone()).unwrap_or_default();
        let verbs = inside.iter().filter(|fact| fact.is_verb).count().min(2) as u32;
        let commas = inside.iter().filter(|fact| fact.is_punctuation).count().min(3) as u32;
        // A span that runs over another reporting verb outside quotation marks is often two utterances.
        let told =
            inside.iter().filter(|fact| fact.passage == 0 && (1..=4).contains(&fact.reporting)).count().min(2) as u32;
        let sentences = (last.sentence - first.sentence.min(last.sentence)).min(3);
        let side = u32::from(span.start > self.cue);
        let gap =
            if span.start > self.cue { span.start - self.cue - 1 } else { (self.cue + 1).saturating_sub(span.end + 1) };
        let hash = |template: u32, a: u32, b: u32, c: u32| feature(300 + template, [a, b, c]);
        [
            hash(0, length, 0, 0),
            hash(1, length, cue.stem, 0),
            hash(2, path, head_fact.relation, exact),
            hash(3, path, exact, cue.stem),
            hash(4, path, head_fact.tag, 0),
            hash(5, passages, sentences, 0),
            hash(6, passages, verbs, self.state),
            hash(7, roots, exact, 0),
            hash(8, roots, verbs, length),
            hash(9, first.tag, last.tag, verbs),
            hash(10, first.word, verbs, exact),
            hash(11, verbs, commas, exact),
            hash(12, bucket(gap), side, passages),
            hash(13, head_fact.stem, side, 0),
            hash(14, head_fact.stem, cue.stem, 0),
            hash(15, head_fact.name, head_fact.tag, path),
            hash(16, first.tag, last.tag, length),
            hash(17, verbs, cue.stem, 0),
            hash(18, passages, cue.stem, 0),
            hash(19, head_fact.relation, cue.stem, exact),
            hash(20, facts.at(span.end).tag, exact, head_fact.relation),
            hash(21, facts.at(span.start.wrapping_sub(1)).tag, exact, head_fact.relation),
            hash(22, first.tag, facts.at(span.end).tag, roots),
            hash(23, passages, self.pattern, side),
            hash(24, told, side, passages),
            hash(25, told, cue.reporting, exact),
            hash(26, told, sentences, side),
        ]
    }

    fn none_features(&self) -> Vec<u32> {
        let cue = self.facts.at(self.cue);
        let near = |step: isize| self.facts.at(self.cue.wrapping_add_signed(step));
        let mut features = Features::default();
        let mut add = |template: u32, a: u32, b: u32, c: u32| features.add(400 + template, [a, b, c]);
        let state = self.state;
        add(0, 0, 0, 0);
        add(1, cue.stem, 0, 0);
        add(2, cue.stem, cue.tag, cue.relation);
        add(3, cue.tag, cue.relation, 0);
        add(4, state, 0, 0);
        add(5, state, self.pattern, 0);
        add(6, state, cue.stem, 0);
        add(7, near(1).word, cue.reporting, 0);
        add(8, near(1).tag, near(-1).tag, cue.tag);
        add(9, near(1).tag, near(2).tag, 0);
        add(10, self.pattern, cue.stem, 0);
        add(11, self.pattern, near(1).tag, cue.reporting);
        add(12, u32::from(cue.subject.is_some()), cue.tag, cue.relation);
        add(13, near(-1).word, cue.tag, 0);
        let mut children = cue.children;
        while children != 0 {
            let relation = children.trailing_zeros();
            children &= children - 1;
            add(14, relation, state, 0);
            add(15, relation, cue.tag, 0);
        }
        features.hashes
    }

    /// The token of a span whose governor stands outside it; the first such.
    fn head(&self, span: &Range<usize>) -> usize {
        let outside = |token: &usize| self.facts.at(*token).head.is_none_or(|head| !span.contains(&(head as usize)));
        span.clone().find(|token| !self.facts.at(*token).is_punctuation && outside(token)).unwrap_or(span.start)
    }

    /// How many tokens of a span have their governor outside it (at most 3), and whether the governors are one.
    fn roots(&self, span: &Range<usize>) -> u32 {
        let mut count = 0;
        let mut heads = 0;
        for token in span.clone().take(80) {
            let fact = self.facts.at(token);
            if fact.is_punctuation {
                continue;
            }
            if fact.head.is_none_or(|head| !span.contains(&(head as usize))) {
                count += 1;
                if count < 4 {
                    heads = mix(heads, u32::from(fact.head == Some(self.cue as u32)));
                }
            }
        }
        heads ^ count.min(4)
    }
}

/// What is decided, in one number.
fn state(facts: &Facts, cue: usize, decided: &Decided) -> u32 {
    let source = match &decided.source {
        None => 0,
        Some(span) => 1 + u32::from(span.start > cue),
    };
    let before = match &decided.before {
        None => 0,
        Some(span) => 1 + u32::from(facts.at(span.end - 1).passage > 0),
    };
    source + 3 * before
}

/// The best tokens of a list with their scores; `gold` is always among them.
fn best(places: &[Edge], table: &Table, gold: Option<usize>) -> Vec<(usize, f32)> {
    let mut scored: Vec<(usize, f32)> =
        places.iter().enumerate().map(|(index, edge)| (index, table.score(&edge.features))).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let missing = gold.and_then(|gold| {
        let at = scored.iter().position(|(index, _)| places[*index].token == gold)?;
        (at >= BEAM).then(|| scored[at])
    });
    scored.truncate(BEAM);
    scored.extend(missing);
    scored
}
