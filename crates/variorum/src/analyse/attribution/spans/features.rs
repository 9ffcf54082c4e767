//! The features of spans: of their first and last tokens, of both together, and of there being none.

use super::super::features::{Facts, Features, bucket, feature, mix};
use super::{Decided, EDGE_FEATURES, Lattice, PAIR_FEATURES};
use std::ops::Range;

impl Lattice<'_> {
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

    pub(super) fn edge_features(&self, token: usize, first: bool) -> [u32; EDGE_FEATURES] {
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

    pub(super) fn pair_features(&self, span: &Range<usize>) -> [u32; PAIR_FEATURES] {
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

    pub(super) fn none_features(&self) -> Vec<u32> {
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
pub(super) fn state(facts: &Facts, cue: usize, decided: &Decided) -> u32 {
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
