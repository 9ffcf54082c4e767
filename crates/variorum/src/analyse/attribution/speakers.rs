//! Whom a source stands for.

use super::features::Facts;
use crate::language::{EntityKind, Mention, MentionKind};
use std::ops::Range;

/// The entities that a source names, as far as the text says so with confidence: the one its head names ("Putin's
/// spokesman" is not Putin), and those joined to it ("Smith and Jones").
pub fn of(facts: &Facts, source: &Range<usize>) -> Vec<usize> {
    let mut heads = vec![head(facts, source)];
    for token in source.clone() {
        let fact = facts.at(token);
        let joined = fact.head.is_some_and(|above| heads.contains(&(above as usize)));
        if joined && facts.reading.syntax.relation(token).is("conj") {
            heads.push(token);
        }
    }
    let mut speakers: Vec<usize> = Vec::new();
    for head in heads {
        let named = mention_at(facts, source, head).or_else(|| beside(facts, source, head));
        if let Some(entity) = named.filter(|entity| !speakers.contains(entity)) {
            speakers.push(entity);
        }
    }
    speakers
}

/// The token of a source whose governor stands outside it.
fn head(facts: &Facts, source: &Range<usize>) -> usize {
    let outside = |token: &usize| facts.at(*token).head.is_none_or(|head| !source.contains(&(head as usize)));
    source.clone().find(|token| !facts.at(*token).is_punctuation && outside(token)).unwrap_or(source.start)
}

/// The entity of the longest mention that holds a token.
fn mention_at(facts: &Facts, source: &Range<usize>, token: usize) -> Option<usize> {
    let place = facts.layout.tokens.get(token)?;
    let holds = |mention: &&Mention| mention.anchor.contains(*place) && !is_possessor(facts, source, mention);
    facts
        .reading
        .mentions
        .iter()
        .filter(holds)
        .max_by_key(|mention| mention.anchor.length())
        .and_then(|mention| mention.entity)
}

/// The person named beside a head that is no name: "spokesman *Ivan Petrov*", "the secretary, *Pete Hegseth*".
fn beside(facts: &Facts, source: &Range<usize>, head: usize) -> Option<usize> {
    let names_it = |mention: &&Mention| {
        let inside = facts.layout.tokens_in(mention.anchor);
        let person = mention
            .entity
            .and_then(|entity| facts.reading.entities.get(entity))
            .is_some_and(|entity| entity.kind == EntityKind::Person);
        // Before the head a name only says whose: "a Ryan spokesman".
        let apposed = inside.start > head
            && inside.clone().any(|token| {
                let relation = facts.reading.syntax.relation(token);
                facts.at(token).head == Some(head as u32)
                    && (relation.is("appos")
                        || relation.is("flat")
                        || relation.is("compound")
                        || relation.name() == "nmod:desc")
            });
        mention.kind == MentionKind::Name
            && person
            && apposed
            && source.start <= inside.start
            && inside.end <= source.end
            && !is_possessor(facts, source, mention)
    };
    facts.reading.mentions.iter().find(names_it).and_then(|mention| mention.entity)
}

/// Whether a mention owns what the source names: followed by "'s" inside the source.
fn is_possessor(facts: &Facts, source: &Range<usize>, mention: &Mention) -> bool {
    let next = facts.layout.tokens_in(mention.anchor).end;
    next + 1 < source.end && matches!(facts.word(next), "'s" | "’s" | "'" | "’")
}
