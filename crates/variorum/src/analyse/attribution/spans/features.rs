//! The features of spans: of their first and last tokens, of both together, and of there being none.

use super::super::features::{AT_ONCE, Facts, Features, bucket, features, mix};
use super::{Decided, Lattice};
use std::ops::Range;

/// Values of no feature: they are hashed with the others, and the hash is not looked at.
const UNUSED: [u32; 3] = [0; 3];

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

    pub(super) fn edge_features(&self, token: usize, first: bool) -> [u32; AT_ONCE] {
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
        let values = [
            [0, 0, 0],
            [fact.word, 0, 0],
            [fact.tag, previous.tag, next.tag],
            [fact.tag, distance, 0],
            [fact.word, cue.stem, 0],
            [distance, cue.stem, 0],
            [fact.tag, cue.stem, u32::from(token > self.cue)],
            [path, 0, 0],
            [path, fact.tag, 0],
            [path, cue.reporting, cue.tag],
            [path, cue.stem, 0],
            [own, fact.relation, 0],
            [flags, distance, 0],
            [flags, cue.reporting, cue.tag],
            [flags, path, 0],
            [flags, cue.stem, 0],
            [previous.word, fact.tag, 0],
            [next.word, fact.tag, 0],
            [previous.tag, flags, state],
            [next.tag, flags, state],
            [previous.word, next.word, 0],
            [flags, self.pattern, 0],
            [fact.word, next.word, 0],
            [fact.word, previous.word, 0],
            [facts.at(top as usize).relation, facts.at(top as usize).tag, distance],
            [fact.name, distance, fact.tag],
            [state, path, 0],
            [next.tag, facts.at(token + 2).tag, fact.tag],
            [
                facts.at(top as usize).relation,
                u32::from(facts.at(top as usize).head == Some(self.cue as u32)),
                next.tag,
            ],
            [inside, flags, after],
            UNUSED,
            UNUSED,
        ];
        features(base, &values)
    }

    pub(super) fn pair_features(&self, span: &Range<usize>) -> [u32; AT_ONCE] {
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
        let inside = facts.counts(span);
        let verbs = inside.verbs.min(2);
        let commas = inside.punctuation.min(3);
        // A span that runs over another reporting verb outside quotation marks is often two utterances.
        let told = inside.reporting.min(2);
        let sentences = (last.sentence - first.sentence.min(last.sentence)).min(3);
        let side = u32::from(span.start > self.cue);
        let gap =
            if span.start > self.cue { span.start - self.cue - 1 } else { (self.cue + 1).saturating_sub(span.end + 1) };
        let values = [
            [length, 0, 0],
            [length, cue.stem, 0],
            [path, head_fact.relation, exact],
            [path, exact, cue.stem],
            [path, head_fact.tag, 0],
            [passages, sentences, 0],
            [passages, verbs, self.state],
            [roots, exact, 0],
            [roots, verbs, length],
            [first.tag, last.tag, verbs],
            [first.word, verbs, exact],
            [verbs, commas, exact],
            [bucket(gap), side, passages],
            [head_fact.stem, side, 0],
            [head_fact.stem, cue.stem, 0],
            [head_fact.name, head_fact.tag, path],
            [first.tag, last.tag, length],
            [verbs, cue.stem, 0],
            [passages, cue.stem, 0],
            [head_fact.relation, cue.stem, exact],
            [facts.at(span.end).tag, exact, head_fact.relation],
            [facts.at(span.start.wrapping_sub(1)).tag, exact, head_fact.relation],
            [first.tag, facts.at(span.end).tag, roots],
            [passages, self.pattern, side],
            [told, side, passages],
            [told, cue.reporting, exact],
            [told, sentences, side],
            UNUSED,
            UNUSED,
            UNUSED,
            UNUSED,
            UNUSED,
        ];
        features(300, &values)
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
