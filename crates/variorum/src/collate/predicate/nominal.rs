//! Frames that hang on a noun: "NATO's 19 members" (has), "a subsidiary of the bank" (owns), "her predecessor".

use super::filler::{self, Filler};
use super::frame::Frame;
use crate::collate::scene::{Account, Scene};
use crate::language::{Factuality, lemma};
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// By noun: the verb it stands for, and whether its bearer is the one who does it.
static RELATIONS: LazyLock<BTreeMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    lists::rows(include_str!("../../../../../data/collate/relation_nouns.tsv"))
        .filter_map(|fields| match fields.as_slice() {
            [noun, verb, side] => Some((*noun, (*verb, *side == "agent"))),
            _ => None,
        })
        .collect()
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
        let word = anchor.of(account.text());
        let Some((verb, bearer_does)) = RELATIONS.get(lemma(word, syntax.tag(token)).as_ref()) else { continue };
        if syntax.children(token).any(|child| syntax.relation(child).is("advmod")) {
            continue;
        }
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
        let other = syntax.child_by(carrier, "nmod:poss").or_else(|| syntax.child_by(carrier, "nmod"));
        let Some(other) = other.filter(|other| *other != bearer) else { continue };
        let (Some(bearer), Some(other)) = (
            filler::filler(scene, position, account, bearer).filter(|bearer| bearer.name),
            filler::filler(scene, position, account, other).filter(|other| other.name),
        ) else {
            continue;
        };
        let shown = anchor.cover(bearer.anchor).cover(other.anchor);
        let (agent, patient) = if *bearer_does { (bearer, other) } else { (other, bearer) };
        found.push(frame(scene, position, shown, verb, agent, patient, Vec::new()));
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

fn frame(
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
        said_by: scene.speaker(position, anchor).filter(|_| spoken),
    }
}
