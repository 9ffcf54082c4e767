//! The arguments of a predicate, from the parse.

use super::{Argument, Role};
use crate::language::{EntityKind, Reading};
use crate::text::{Anchor, Layout};

/// The arguments of the predicate `token`, in text order. A subject that only the governing clause names is inherited.
pub fn find(text: &str, layout: &Layout, reading: &Reading, token: usize) -> Vec<Argument> {
    let syntax = &reading.syntax;
    let mut found: Vec<(usize, Role)> = Vec::new();
    // "the company bought by the bank" has no auxiliary.
    let reduced = syntax.tag(token).name() == "VBN" && syntax.relation(token).name() == "acl";
    let passive =
        reduced || syntax.child_by(token, "aux:pass").is_some() || syntax.child_by(token, "nsubj:pass").is_some();
    for child in syntax.children(token) {
        let relation = syntax.relation(child);
        let role = match relation.base() {
            "nsubj" if passive => Some(Role::Patient),
            "nsubj" => Some(Role::Agent),
            "obj" => Some(Role::Patient),
            "iobj" => Some(Role::Recipient),
            "obl" => Some(oblique(text, layout, reading, child, passive)),
            _ => None,
        };
        found.extend(role.map(|role| (child, role)));
    }
    if !found.iter().any(|(_, role)| matches!(role, Role::Agent | Role::Patient))
        || !syntax.children(token).any(|child| syntax.relation(child).is("nsubj"))
    {
        found.extend(
            inherited_subject(reading, token)
                .map(|subject| (subject, if passive { Role::Patient } else { Role::Agent })),
        );
    }
    // "held a call with X": who takes part hangs on the object.
    let partners: Vec<usize> = found
        .iter()
        .filter(|(_, role)| *role == Role::Patient)
        .flat_map(|(noun, _)| syntax.children_by(*noun, "nmod"))
        .filter(|child| matches!(preposition(text, layout, reading, *child).as_str(), "with" | "between"))
        .collect();
    found.extend(partners.into_iter().map(|partner| (partner, Role::Partner)));
    let mut arguments: Vec<Argument> = found
        .iter()
        .flat_map(|(head, role)| {
            let others = syntax.children_by(*head, "conj").filter(|other| syntax.is_noun(*other));
            std::iter::once(*head).chain(others).map(|head| (head, *role)).collect::<Vec<_>>()
        })
        .filter_map(|(head, role)| argument(layout, reading, head, role))
        .collect();
    arguments.sort_by_key(|argument| (argument.anchor, argument.role));
    arguments.dedup_by_key(|argument| argument.anchor);
    arguments
}

/// The role of an oblique, from its preposition and what it names.
fn oblique(text: &str, layout: &Layout, reading: &Reading, head: usize, passive: bool) -> Role {
    let syntax = &reading.syntax;
    let relation = syntax.relation(head);
    let names_time =
        layout.tokens.get(head).is_some_and(|word| reading.times.iter().any(|time| time.anchor.overlaps(*word)));
    if names_time || relation.is("obl:tmod") {
        return Role::Time;
    }
    let kind = entity(layout, reading, head).and_then(|entity| reading.entities.get(entity)).map(|entity| entity.kind);
    match (preposition(text, layout, reading, head).as_str(), kind) {
        ("by", _) if passive || relation.is("obl:agent") => Role::Agent,
        ("with" | "alongside", _) => Role::Partner,
        ("to" | "for", Some(EntityKind::Person | EntityKind::Organisation)) => Role::Recipient,
        ("in" | "at" | "near" | "outside" | "inside" | "to" | "from" | "on", Some(EntityKind::Place)) => Role::Place,
        _ => Role::Other,
    }
}

/// The preposition of a noun in lower case, or nothing.
fn preposition(text: &str, layout: &Layout, reading: &Reading, head: usize) -> String {
    let case = reading.syntax.child_by(head, "case").and_then(|case| layout.tokens.get(case));
    case.map_or_else(String::new, |case| case.of(text).to_lowercase())
}

/// The subject of the clause that governs a clause without its own: "agreed *to begin*", "called and *invited*".
fn inherited_subject(reading: &Reading, token: usize) -> Option<usize> {
    let syntax = &reading.syntax;
    let mut clause = token;
    // Chains of such clauses are short; the bound keeps a long coordination linear.
    for _ in 0..4 {
        let relation = syntax.relation(clause);
        let head = syntax.head(clause)?;
        if relation.is("acl:relcl") || relation.is("acl") {
            return Some(head);
        }
        if !["xcomp", "conj", "advcl"].iter().any(|name| relation.is(name)) {
            return None;
        }
        if let Some(subject) = syntax.child_by(head, "nsubj") {
            return Some(subject);
        }
        clause = head;
    }
    None
}

/// An argument with the words of its head noun and what describes it closely.
fn argument(layout: &Layout, reading: &Reading, head: usize, role: Role) -> Option<Argument> {
    let syntax = &reading.syntax;
    let mut anchor: Anchor = *layout.tokens.get(head)?;
    for child in syntax.children(head) {
        let relation = syntax.relation(child);
        let close = ["det", "amod", "compound", "flat", "nummod", "nmod:poss", "nmod"];
        if close.iter().any(|name| relation.is(name)) {
            anchor = anchor.cover(syntax.anchor(layout, child)?);
        }
    }
    Some(Argument { role, anchor, entity: entity(layout, reading, head) })
}

/// The entity that a mention over the head noun stands for.
fn entity(layout: &Layout, reading: &Reading, head: usize) -> Option<usize> {
    let word = *layout.tokens.get(head)?;
    let mentions = &reading.mentions;
    // Mentions stand in text order; one that covers the word begins at most a few mentions before it.
    let after = mentions.partition_point(|mention| mention.anchor.start() <= word.start());
    mentions.get(after.saturating_sub(4)..after)?.iter().rev().find(|mention| mention.anchor.contains(word))?.entity
}
