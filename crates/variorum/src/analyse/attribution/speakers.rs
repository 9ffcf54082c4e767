//! Whom a source stands for.

use super::features::Facts;
use crate::language::{EntityKind, Mention, MentionKind};
use crate::text::lists::{WordSet, rows};
use std::ops::Range;
use std::sync::LazyLock;

/// Nouns after the name of an organisation that speak for the whole of it.
static ORGANS: LazyLock<WordSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../../../../data/organs.txt")).flatten().collect());

/// Words that end the noun phrase of a speaker: what follows says more about him.
static PHRASE_ENDS: LazyLock<WordSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../../../../data/phrase_ends.txt")).flatten().collect());

/// The entities that a source names, as far as the text says so with confidence: those whose names end its noun phrases
/// ("Kremlin spokesman Ada Fell", "Fell and Brandt", "the spokesman, Ada Fell"; "Fell's spokesman" is not Fell).
pub fn of(facts: &Facts, source: &Range<usize>) -> Vec<usize> {
    let phrases = phrases(facts, source);
    let is_list = phrases.iter().skip(1).any(|phrase| phrase.joined);
    let mut speakers: Vec<usize> = Vec::new();
    let mut kind = None;
    for phrase in &phrases {
        // After a name a phrase is an apposition, unless the names are a list; "another Republican, Ada Fell" is Fell.
        if !speakers.is_empty() && !is_list {
            if kind == Some(EntityKind::Person) {
                break;
            }
            let person = last_mention(facts, &phrase.tokens).and_then(|mention| mention.entity).filter(|entity| {
                facts.reading.entities.get(*entity).is_some_and(|entity| entity.kind == EntityKind::Person)
            });
            if let Some(person) = person {
                return vec![person];
            }
            continue;
        }
        let found = last_mention(facts, &phrase.tokens).and_then(|mention| mention.entity);
        let of_kind = |entity: &usize| {
            let known = facts.reading.entities.get(*entity).map(|entity| entity.kind);
            known.is_some() && (kind.is_none() || known == kind)
        };
        match found.filter(of_kind) {
            Some(entity) => {
                kind = facts.reading.entities.get(entity).map(|entity| entity.kind);
                if !speakers.contains(&entity) {
                    speakers.push(entity);
                }
            }
            // "a spokesman for Fell and Brandt": the rest says whose he is.
            None if phrase.goes_on && is_list => break,
            None => {}
        }
    }
    if speakers.is_empty() {
        speakers.extend(mention_at(facts, source, head(facts, source)));
    }
    speakers
}

/// A noun phrase of a source, up to the first word that only says more about it.
struct Phrase {
    tokens: Range<usize>,
    /// Whether "and" stands before it.
    joined: bool,
    /// Whether more is said about it before the next comma or "and".
    goes_on: bool,
}

/// The noun phrases of a source, parted by commas and "and"; brackets left out.
fn phrases(facts: &Facts, source: &Range<usize>) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut current = Phrase { tokens: source.start..source.start, joined: false, goes_on: false };
    let mut bracketed = false;
    for token in source.clone() {
        let word = facts.word(token).to_lowercase();
        let begun = !current.tokens.is_empty();
        match word.as_str() {
            "(" | "[" => bracketed = true,
            ")" | "]" => bracketed = false,
            _ if bracketed => {}
            "," | "and" | "&" | "or" => {
                let joined = word != "," || !begun && current.joined;
                let next = Phrase { tokens: token + 1..token + 1, joined, goes_on: false };
                let last = std::mem::replace(&mut current, next);
                phrases.extend((begun || last.goes_on).then_some(last));
            }
            _ if current.goes_on => {}
            // Inside a name such a word is part of it: "the Department of Justice".
            _ if PHRASE_ENDS.contains(word.as_str()) && !is_inside_name(facts, token) => current.goes_on = true,
            _ => current.tokens = if begun { current.tokens.start..token + 1 } else { token..token + 1 },
        }
    }
    phrases.extend((current.goes_on || !current.tokens.is_empty()).then_some(current));
    phrases
}

fn is_inside_name(facts: &Facts, token: usize) -> bool {
    const LONGEST_NAME: usize = 12;
    let inside = |mention: &Mention| facts.layout.tokens_in(mention.anchor).end > token;
    mentions_in(facts, token.saturating_sub(LONGEST_NAME)..token).iter().any(inside)
}

/// The mentions that begin in a range of tokens.
pub fn mentions_in<'a>(facts: &Facts<'a>, tokens: Range<usize>) -> &'a [Mention] {
    let mentions = facts.reading.mentions.as_slice();
    let before = |token: usize| match facts.layout.tokens.get(token) {
        Some(place) => mentions.partition_point(|mention| mention.anchor.start() < place.start()),
        None => mentions.len(),
    };
    mentions.get(before(tokens.start)..before(tokens.end)).unwrap_or_default()
}

/// The mention that ends a noun phrase; an organ of a named organisation counts as the organisation.
fn last_mention<'a>(facts: &Facts<'a>, phrase: &Range<usize>) -> Option<&'a Mention> {
    let mut end = phrase.end;
    let mark = |token: usize| matches!(facts.word(token), "'s" | "’s" | "'" | "’");
    // A source that is an owner: "Fell's claim".
    if end > phrase.start + 1 && mark(end - 1) {
        end -= 1;
    }
    let ending = |end: usize| {
        let ends = |mention: &&Mention| facts.layout.tokens_in(mention.anchor).end == end;
        // The article of a description may stand outside the source.
        mentions_in(facts, phrase.start.saturating_sub(1)..end)
            .iter()
            .filter(ends)
            .max_by_key(|mention| mention.anchor.length())
    };
    if let Some(found) = ending(end) {
        return Some(found);
    }
    let organs = (phrase.start..end).rev().take_while(|token| ORGANS.contains(facts.word(*token))).count();
    let owner = (end - organs).checked_sub(usize::from(organs > 0 && mark(end - organs - 1)))?;
    let organisation = |mention: &&Mention| {
        mention.kind == MentionKind::Name
            && mention
                .entity
                .and_then(|entity| facts.reading.entities.get(entity))
                .is_some_and(|entity| entity.kind == EntityKind::Organisation)
    };
    ending(owner).filter(|mention| organs > 0 && organisation(mention))
}

/// The token of a source whose governor stands outside it.
pub fn head(facts: &Facts, source: &Range<usize>) -> usize {
    let outside = |token: &usize| facts.at(*token).head.is_none_or(|head| !source.contains(&(head as usize)));
    source.clone().find(|token| !facts.at(*token).is_punctuation && outside(token)).unwrap_or(source.start)
}

/// The entity of the longest mention that holds a token, unless it only owns what the source names.
fn mention_at(facts: &Facts, source: &Range<usize>, token: usize) -> Option<usize> {
    let place = facts.layout.tokens.get(token)?;
    let holds = |mention: &&Mention| {
        let next = facts.layout.tokens_in(mention.anchor).end;
        let owns = next + 1 < source.end && matches!(facts.word(next), "'s" | "’s" | "'" | "’");
        mention.anchor.contains(*place) && !owns
    };
    let longest = mentions_in(facts, source.clone()).iter().filter(holds).max_by_key(|mention| mention.anchor.length());
    longest.and_then(|mention| mention.entity)
}
