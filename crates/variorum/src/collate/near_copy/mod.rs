//! The near-copy lane: sentences of two articles that share most of their words, and what was changed in them.
//!
//! Candidates come from an index of shared words. Two sentences are laid side by side word by word; each change is
//! typed ([`changes`]), and a change that both wordings cannot survive becomes a finding, if the gates let it.

pub mod changes;
mod gates;
mod passages;
#[cfg(test)]
mod tests;

use super::align::bound::AgreementBound;
use super::align::{Agreement, WordReader, agreement, align, candidates};
use super::finding::{Evidence, Finding};
use super::scene::Scene;
use crate::article::content_hash;
use crate::relate::Derivation;
use changes::{Change, ChangeKind};
use passages::Passage;
use std::ops::Range;
use std::rc::Rc;

/// Two sentences are near-copies if at least this share of the content words of the shorter stands in both, and the
/// same share of the stretch over which they stand.
const SHARE: f64 = 0.6;
/// And at least this many.
const FEWEST_SHARED: usize = 3;
/// Names shown in the subject of a finding at most.
const SUBJECT_NAMES: usize = 4;

/// Compares the near-copies of one story.
pub fn compare(scene: &Scene, derivations: &[Derivation]) -> Vec<Finding> {
    let mut reader = WordReader::default();
    let passages = passages::passages(scene, &mut reader);
    let keys: Vec<Vec<Rc<str>>> = passages.iter().map(|passage| candidates::keys(&passage.words)).collect();
    let mut bound = AgreementBound::new(passages.iter().map(|passage| passage.words.as_slice()));
    let printed = gates::Printed::new(scene, reader);
    let mut findings = Vec::new();
    for (a, b) in candidates::candidates(&keys, &scene.bounds) {
        let shorter = bound.content(a).min(bound.content(b));
        if !is_enough(bound.agreeing(a, b), shorter) {
            continue;
        }
        let (first, second) = (&passages[a], &passages[b]);
        let Some((changes, shared)) = near_copy(first, second) else { continue };
        let context = gates::Context { scene, derivations, first, second, shared, printed: &printed };
        findings.extend(changes.iter().filter_map(|change| finding(&context, change, &changes)));
    }
    findings
}

/// The changes between two passages and what they share, if they are near-copies.
fn near_copy(first: &Passage, second: &Passage) -> Option<(Vec<Change>, Agreement)> {
    let cells = align(&first.words, &second.words);
    let shared = agreement(&first.words, &second.words, &cells);
    is_enough(shared.agreeing, shared.shorter.max(shared.stretch))
        .then(|| (changes::changes(&first.words, &second.words, &cells), shared))
}

/// Whether so many words that agree, of so many, make near-copies.
fn is_enough(agreeing: usize, of: usize) -> bool {
    agreeing >= FEWEST_SHARED && agreeing as f64 >= SHARE * of as f64
}

/// The finding that one change makes, if it makes one.
fn finding(context: &gates::Context, change: &Change, all: &[Change]) -> Option<Finding> {
    if !change.kind.excludes() || gates::inside_quotation(context, change) || !gates::values_exclude(context, change) {
        return None;
    }
    let (kind, gates) = gates::judge(context, change, all)?;
    let sides = vec![
        evidence(context, context.first, change, &change.first),
        evidence(context, context.second, change, &change.second),
    ];
    let rule = format!("near-copy/{}", change.kind.attribute());
    let mut parts = vec![format!("{kind:?}"), rule.clone()];
    for evidence in sides.iter().flatten() {
        let article = context.scene.accounts.get(context.scene.position_of(evidence.article)?)?.article;
        parts.push(format!("{}:{}-{}", article.id, evidence.anchor.start(), evidence.anchor.end()));
    }
    Some(Finding {
        id: content_hash(parts.iter().map(String::as_str)),
        kind,
        attribute: change.kind.attribute().into(),
        rule,
        subject: subject(context),
        sides,
        why: format!("the sentences are alike but for {}", change.because),
        gates,
    })
}

/// What the sentences are about: the first names in them, as the first article prints them.
fn subject(context: &gates::Context) -> String {
    let text = context.first.account(context.scene).map_or("", |account| account.text());
    let mut names: Vec<&str> = Vec::new();
    for word in context.first.words.iter().filter(|word| word.name) {
        let name = word.anchor.of(text);
        if names.len() < SUBJECT_NAMES && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The places of one side: the changed words in each article that prints them; the whole sentence where one side denies,
/// since a bare "not" says nothing.
fn evidence(context: &gates::Context, passage: &Passage, change: &Change, range: &Range<usize>) -> Vec<Evidence> {
    let words = &passage.words;
    passage
        .places
        .iter()
        .filter_map(|(position, sentence)| {
            let account = context.scene.accounts.get(*position)?;
            // The words of another place of the same passage are the same, one by one.
            let here = context.printed.words(account, *sentence);
            let here = if here.len() == words.len() { &here } else { words };
            let changed = here.get(range.clone()).unwrap_or_default();
            let anchor = match (changed.first(), changed.last()) {
                (Some(first), Some(last)) if change.kind != ChangeKind::Negation => first.anchor.cover(last.anchor),
                _ => *sentence,
            };
            let value = changed.first().and_then(|word| word.number).map(|number| number.to_string());
            context.scene.evidence(*position, anchor, value)
        })
        .collect()
}
