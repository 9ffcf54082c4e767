//! The predicate lane: clauses of one predicate and the same arguments, compared for polarity, outcome, roles, number,
//! doer and status.
//!
//! Candidates come from an index over predicate and arguments ([`pairs`]), never from all pairs; [`difference`] says
//! what sets two frames apart; the gates decide what it is called.

mod bases;
mod comparison;
mod difference;
mod filler;
mod frame;
mod nominal;
mod phrases;
#[cfg(test)]
mod tests;

use super::finding::{Evidence, Finding, FindingKind, Gate, GateResult};
use super::limits::{self, Bounds};
use super::scene::Scene;
use crate::language::Factuality;
use crate::relate::hashing::{HashKeyMap, mix};
use crate::text::Anchor;
use crate::text::lists::WordMap;
use difference::{Difference, Kind, Tie};
use frame::Frame;
use std::collections::{BTreeMap, BTreeSet};

/// The findings of the predicate lane.
pub fn compare(scene: &Scene) -> Vec<Finding> {
    let frames = frame::frames(scene);
    let mut numbers = Numbers::default();
    let lemmas: Vec<u32> = frames.iter().map(|frame| numbers.of(Key::Lemma(&frame.lemma))).collect();
    let mut ties = Ties::default();
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (a, b) in pairs(&frames, &lemmas, &mut numbers, &scene.bounds) {
        let (Some(first), Some(second)) = (frames.get(a), frames.get(b)) else { continue };
        let Some(tie) = ties.of((lemmas[a], first), (lemmas[b], second)) else { continue };
        let Some(difference) = difference::difference(scene, tie, first, second) else { continue };
        let group = groups.entry(key(first, second, &difference)).or_default();
        let (one, other) = if difference.swapped { (b, a) } else { (a, b) };
        let (here, there) = if difference.swapped {
            (difference.second, difference.first)
        } else {
            (difference.first, difference.second)
        };
        group.sides.0.insert((one, here));
        group.sides.1.insert((other, there));
        group.kind.get_or_insert(difference.kind);
        if group.because.is_empty() {
            group.because = difference.because;
        }
    }
    groups.values().filter_map(|group| finding(scene, &frames, group)).collect()
}

/// One side of a difference: frames, with the words shown of each.
type Side = BTreeSet<(usize, Anchor)>;

/// What one difference is made of: the frames of its two sides, with the words shown.
#[derive(Default)]
struct Group {
    kind: Option<Kind>,
    sides: (Side, Side),
    because: String,
}

/// What frames are found by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'f> {
    Lemma(&'f str),
    /// A noun in a role
    Head(&'f str),
    /// Whoever is named in a role
    Entity(usize),
}

/// Numbers for the keys of a story, in the order in which they are met: for look-ups, never for results.
#[derive(Default)]
struct Numbers<'f>(WordMap<Key<'f>, u32>);

impl<'f> Numbers<'f> {
    fn of(&mut self, key: Key<'f>) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(key).or_insert(next)
    }
}

/// The key of two numbers.
fn key_of(first: u32, second: u32) -> u64 {
    mix(u64::from(first) << 32 | u64::from(second))
}

/// How predicates stand to each other, each pair looked up once, by the numbers of their lemmas.
#[derive(Default)]
struct Ties(HashKeyMap<u64, Option<Tie>>);

impl Ties {
    fn of(&mut self, (number, a): (u32, &Frame), (other, b): (u32, &Frame)) -> Option<Tie> {
        let tie = || difference::tie(a.lemma.as_str().min(&b.lemma), a.lemma.as_str().max(&b.lemma));
        *self.0.entry(key_of(number.min(other), number.max(other))).or_insert_with(tie)
    }
}

/// One key for all pairs that differ in the same way about the same: they make one finding.
fn key(a: &Frame, b: &Frame, difference: &Difference) -> String {
    let mut predicates = [a.lemma.as_str(), b.lemma.as_str()];
    predicates.sort_unstable();
    let mut about: Vec<String> = [a, b]
        .iter()
        .flat_map(|frame| frame.agents.first().into_iter().chain(frame.patients.first()))
        .map(argument_key)
        .collect();
    about.sort();
    about.dedup();
    format!("{:?} {} {}", difference.kind, predicates.join(" "), about.join(" "))
}

fn argument_key(filler: &filler::Filler) -> String {
    filler.entity.map_or_else(|| filler.head.clone(), |entity| format!("#{entity}"))
}

/// Pairs of frames that share a predicate and an argument, or two arguments; each pair once, in order. `lemmas` are the
/// numbers of their predicates.
fn pairs<'f>(frames: &'f [Frame], lemmas: &[u32], numbers: &mut Numbers<'f>, bounds: &Bounds) -> Vec<(usize, usize)> {
    let mut postings: HashKeyMap<u64, Vec<usize>> = HashKeyMap::default();
    for (number, (frame, lemma)) in frames.iter().zip(lemmas).enumerate() {
        let fillers = frame.agents.iter().chain(&frame.patients);
        let keys = fillers.filter_map(|filler| match filler.entity {
            Some(entity) => Some(Key::Entity(entity)),
            None => Some(Key::Head(filler.head.as_str())).filter(|_| !filler.head.is_empty()),
        });
        let arguments: BTreeSet<u32> = keys.map(|key| numbers.of(key)).collect();
        for argument in &arguments {
            postings.entry(key_of(*lemma, *argument)).or_default().push(number);
        }
        let mut rest = arguments.iter();
        while let Some(one) = rest.next() {
            for other in rest.clone() {
                postings.entry(key_of(*one, *other)).or_default().push(number);
            }
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    let most = bounds.limits.predicate_clauses;
    for list in postings.into_values() {
        bounds.cut(&limits::PREDICATE_CLAUSES, usize::from(list.len() > most.saturating_add(1)));
        for (place, first) in list.iter().enumerate() {
            found.extend(list.iter().skip(place + 1).take(most).map(|second| (*first, *second)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The finding of one group, through the gates.
fn finding(scene: &Scene, frames: &[Frame], group: &Group) -> Option<Finding> {
    let difference = group.kind?;
    let accounts = |side: &Side| -> BTreeSet<usize> {
        side.iter().filter_map(|(frame, _)| frames.get(*frame)).map(|frame| frame.account).collect()
    };
    let (first, second) = (accounts(&group.sides.0), accounts(&group.sides.1));
    let both = !first.is_disjoint(&second);
    let said_by = |side: &Side| -> BTreeSet<Option<&str>> {
        side.iter().filter_map(|(frame, _)| frames.get(*frame)).map(|frame| frame.said_by.as_deref()).collect()
    };
    let (sayers, others) = (said_by(&group.sides.0), said_by(&group.sides.1));
    let parties = sayers.is_disjoint(&others)
        && !tells_plan_of(scene, frames, &group.sides.0, &others)
        && !tells_plan_of(scene, frames, &group.sides.1, &sayers);
    let updated = is_updated(scene, &first, &second);
    let kind = match difference {
        Kind::Status => FindingKind::Status,
        _ if parties => FindingKind::Disputed,
        Kind::Role | Kind::Person | Kind::Place if both => return None,
        _ if both => FindingKind::ReportsBoth,
        Kind::Number | Kind::Negation if updated => FindingKind::Superseded,
        _ => FindingKind::Conflict,
    };
    let side = |side: &Side| {
        let mut evidence: Vec<Evidence> = Vec::new();
        for (number, anchor) in side {
            let Some(frame) = frames.get(*number) else { continue };
            let found = scene.evidence(frame.account, *anchor, None);
            evidence.extend(found.filter(|found| !evidence.iter().any(|held| held.article == found.article)));
        }
        evidence
    };
    let sides = vec![side(&group.sides.0), side(&group.sides.1)];
    let example = frames.get(group.sides.0.first()?.0)?;
    let attribute = match difference {
        Kind::Negation => "negation",
        Kind::Antonym => "antonym",
        Kind::Role => "role",
        Kind::Number => "number",
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Status => "status",
    };
    let rule = format!("predicate/{attribute}");
    Some(Finding {
        id: super::evidence_id(scene, &format!("{kind:?} {rule}"), sides.iter().flatten()),
        kind,
        attribute: attribute.into(),
        subject: subject(scene, example),
        gates: gates(kind, example, both, parties, updated, &group.because, &sides),
        sides,
        rule,
        why: group.because.clone(),
    })
}

/// Whether a side tells, as its article's own, the plan of one of those who speak on the other: he is no other party.
fn tells_plan_of(scene: &Scene, frames: &[Frame], side: &Side, speakers: &BTreeSet<Option<&str>>) -> bool {
    side.iter().filter_map(|(frame, _)| frames.get(*frame)).any(|frame| {
        let own = frame.said_by.is_none() && frame.factuality == Factuality::Planned;
        let holder = frame.agents.first().and_then(|agent| scene.who.known(agent.entity?));
        own && holder.is_some_and(|holder| speakers.contains(&Some(holder.name.as_str())))
    })
}

/// Whether every account of one side was published on a later day than every account of the other.
fn is_updated(scene: &Scene, first: &BTreeSet<usize>, second: &BTreeSet<usize>) -> bool {
    let day = |account: &usize| scene.accounts.get(*account).and_then(|account| account.article.day());
    let later = |early: &BTreeSet<usize>, late: &BTreeSet<usize>| {
        early.iter().all(|one| late.iter().all(|other| matches!((day(one), day(other)), (Some(x), Some(y)) if x < y)))
    };
    later(first, second) || later(second, first)
}

/// "accept · Guatemala, passport": the predicate and what it is said of, in words of the article.
fn subject(scene: &Scene, frame: &Frame) -> String {
    let text = scene.accounts.get(frame.account).map_or("", |account| account.text());
    let parts = frame.agents.first().into_iter().chain(frame.patients.first());
    let names: Vec<&str> = parts.map(|filler| filler.anchor.of(text)).collect();
    format!("{} · {}", frame.lemma, names.join(", "))
}

/// What each gate said.
fn gates(
    kind: FindingKind,
    example: &Frame,
    both: bool,
    parties: bool,
    updated: bool,
    because: &str,
    sides: &[Vec<Evidence>],
) -> Vec<GateResult> {
    let result = |gate, holds, because: String| GateResult { gate, holds, because };
    let level = match (kind, parties) {
        (FindingKind::Status, _) => "planned on one side, done on the other",
        (_, true) => "the two sides are said by different sources",
        _ => "both sides stand on the same level",
    };
    let origins: BTreeSet<&str> = sides.iter().flatten().map(|evidence| evidence.origin.as_str()).collect();
    vec![
        result(Gate::G0, true, "both passages are intact".into()),
        result(Gate::G1, true, "the same take part, and neither day nor place sets them apart".into()),
        result(Gate::G2, true, format!("the same is said of them: {}", example.lemma)),
        result(Gate::G3, true, because.into()),
        result(Gate::G4, true, "one clause a side in each article".into()),
        result(Gate::G5, kind != FindingKind::Status && !parties, level.into()),
        result(
            Gate::G6,
            !updated,
            if updated { "published on different days" } else { "no later version is known" }.into(),
        ),
        result(Gate::G7, !both, if both { "one article says both" } else { "no article says both" }.into()),
        result(Gate::G8, true, format!("{} origins", origins.len())),
    ]
}
