//! Frames that hang on a noun: "NATO's 19 members" (has), "a subsidiary of the bank" (owns), "her predecessor".

use super::filler::{self, Filler};
use super::frame::{Form, Frame};
use crate::collate::cues;
use crate::collate::scene::{Account, Scene};
use crate::language::Factuality;
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// By noun: the verb it stands for, and which side its bearer is on: "agent", "patient", or "both".
static RELATIONS: LazyLock<BTreeMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    lists::rows(include_str!("../../../../../data/collate/relation_nouns.tsv"))
        .filter_map(|fields| match fields.as_slice() {
            [noun, verb, side] => Some((*noun, (*verb, *side))),
            _ => None,
        })
        .collect()
});

/// Adjectives that say of a relation that it is over: "former wife" is a relation of its own, "former owner" is none.
static OVER: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let words = lists::pairs(include_str!("../../../../../data/role_words.tsv"));
    words.filter(|(class, _)| *class == "former").map(|(_, word)| word).collect()
});

/// The frames of nouns of one account, in text order.
pub fn frames(scene: &Scene, position: usize, account: &Account, found: &mut Vec<Frame>) {
    counted_by_owner(scene, position, account, found);
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    for (token, anchor) in layout.tokens.iter().enumerate() {
        let noun = syntax.is_noun(token) && !syntax.tag(token).is_proper_noun();
        if !noun || !account.is_intact_at(*anchor) {
            continue;
        }
        let text_of = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
        let relation = syntax.relation(token);
        // Who bears the relation, and the noun that carries the other end.
        let bearer = if syntax.child_by(token, "cop").is_some() {
            syntax.child_by(token, "nsubj").map(|bearer| (bearer, token))
        } else if relation.is("appos") {
            syntax.head(token).map(|bearer| (bearer, token))
        } else if relation.is("compound") {
            syntax.head(token).map(|bearer| (bearer, bearer))
        } else {
            syntax.child_by(token, "appos").map(|bearer| (bearer, token))
        };
        let Some((bearer, carrier)) = bearer else { continue };
        let noun = account.lemma(token);
        let mut adjectives = syntax.children_by(token, "amod").map(|adjective| text_of(adjective).to_lowercase());
        let noun = match adjectives.find(|adjective| OVER.contains(adjective.as_str())) {
            Some(over) => format!("{over} {noun}"),
            None => noun.to_string(),
        };
        let Some((verb, side)) = RELATIONS.get(noun.as_str()) else { continue };
        if syntax.children(token).any(|child| syntax.relation(child).is("advmod")) {
            continue;
        }
        let named = |token: usize| filler::filler(scene, position, account, token).filter(|filler| filler.name);
        // "a friend of the Tarn family", "a friend of John Tarn's family": the one whose family it is.
        let whose = |token: usize| {
            let owner = syntax.child_by(token, "nmod:poss").filter(|_| cues::is("family", text_of(token)));
            named(owner.unwrap_or(token))
        };
        let others = syntax.children_by(carrier, "nmod:poss").chain(syntax.children_by(carrier, "nmod"));
        let other = others.filter(|other| *other != bearer).find_map(whose);
        let (Some(bearer), Some(other)) = (named(bearer), other) else { continue };
        let shown = anchor.cover(bearer.anchor).cover(other.anchor);
        if *side != "patient" {
            found.push(frame(scene, position, shown, verb, bearer.clone(), other.clone(), Vec::new()));
        }
        if *side != "agent" {
            found.push(frame(scene, position, shown, verb, other, bearer, Vec::new()));
        }
    }
}

/// "NATO's 19 members": NATO has 19 members.
fn counted_by_owner(scene: &Scene, position: usize, account: &Account, found: &mut Vec<Frame>) {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    for (index, quantity) in account.analysis.reading.quantities.iter().enumerate() {
        let Some(token) = quantity.counted.and_then(|counted| layout.tokens_in(counted).last()) else { continue };
        let Some(owner) = syntax.child_by(token, "nmod:poss") else { continue };
        if !account.is_intact_at(quantity.anchor) {
            continue;
        }
        let owner = filler::filler(scene, position, account, owner).filter(|owner| owner.name);
        let (Some(owner), Some(owned)) = (owner, filler::filler(scene, position, account, token)) else { continue };
        let shown = quantity.anchor.cover(owner.anchor);
        found.push(frame(scene, position, shown, "have", owner, owned, vec![index]));
    }
}

/// A frame that the article tells in passing.
pub fn frame(
    scene: &Scene,
    position: usize,
    anchor: Anchor,
    verb: &str,
    agent: Filler,
    patient: Filler,
    quantities: Vec<usize>,
) -> Frame {
    // Who somebody is, said in passing, the article says itself, also where it reports another's words: outside
    // quotation marks "her predecessor" is no claim of the speaker.
    let account = scene.accounts.get(position);
    let spoken = account.is_some_and(|account| crate::collate::clauses::is_quoted(account, anchor));
    Frame {
        form: Form::Told,
        account: position,
        anchor,
        lemma: verb.to_string(),
        agents: vec![agent],
        patients: vec![patient],
        adjuncts: Vec::new(),
        narrowing: BTreeSet::new(),
        quantities,
        apportioned: false,
        positive: true,
        factuality: Factuality::Asserted,
        past: false,
        day: None,
        date: None,
        said_by: scene.speaker(position, anchor).filter(|_| spoken),
    }
}
