//! A story becomes a [`Collation`]: lanes, gates, findings; and the plain view that every face shows.
//!
//! [`collate`] lays the story out once ([`scene`]) and lets each lane read it. Lanes make findings; none of them
//! decides what is true.

pub mod align;
pub mod finding;
pub mod limits;
pub mod quotation;
pub mod view;

mod claims;
mod clauses;
mod confirm;
mod cues;
mod disputes;
mod events;
mod evidence;
mod graded;
mod meaning;
mod near_copy;
mod not_compared;
mod only_in;
mod parties;
mod places;
mod plain;
mod predicate;
mod propositions;
mod references;
mod reported;
mod scene;
mod slot;
#[cfg(test)]
mod tests;
mod timeline;
mod who;
mod words;

pub use finding::*;
pub use limits::Limits;

use crate::analyse::Analysis;
use crate::article::{Article, content_hash};
use crate::relate::{Derivation, Story};
use scene::Scene;
use std::collections::BTreeSet;

/// Collates one story, within limits. `articles` is the whole collection in collection order, `analyses` parallel to it.
pub fn collate(
    story: &Story,
    articles: &[Article],
    analyses: &[Analysis],
    derivations: &[Derivation],
    limits: &Limits,
) -> Collation {
    let mut scene = Scene::new(story, articles, analyses, derivations, limits);
    let propositions = propositions::propositions(&mut scene);
    let scene = scene;
    let index = propositions::SentenceIndex::new(&scene);
    let mut findings = near_copy::compare(&scene, derivations);
    findings.retain(|finding| confirm::is_same_claim(&scene, finding));
    let events = events::mentions(&scene);
    findings.extend(slot::compare(&scene, &events, &propositions, &index));
    findings.extend(disputes::disputes(&scene));
    findings.extend(predicate::compare(&scene));
    drop_repeated(&mut findings);
    put_in_order(&mut findings);
    let claims = claims::claims(&scene, &events, &index);
    let quotations = quotation::join(story, articles, analyses, derivations, &scene.bounds);
    findings.retain(|finding| !quotations.iter().any(|quotation| is_shown_by(finding, quotation)));
    let collation = Collation {
        only_in: only_in::only_in(&scene, &propositions, &index, &claims, &findings, &quotations),
        parties: parties::parties(&scene),
        timeline: timeline::timeline(&scene, &events, &propositions, &index, &claims),
        not_compared: not_compared::not_compared(&scene),
        limits_reached: Vec::new(),
        findings,
        quotations,
        claims,
    };
    // Told last: every search counts what it left out.
    Collation { limits_reached: scene.bounds.reached(), ..collation }
}

/// Drops what another finding has already: near-copies and values of one predicate whose passages a slot finding has, for
/// the slot knows the event and the unit; and agreements that are a part of a larger one.
fn drop_repeated(findings: &mut Vec<Finding>) {
    let evidence = |finding: &Finding| -> Vec<Evidence> { finding.sides.iter().flatten().cloned().collect() };
    let slots: Vec<(FindingKind, Vec<Evidence>)> = findings
        .iter()
        .filter(|finding| finding.rule.starts_with("slot/"))
        .map(|finding| (finding.kind, evidence(finding)))
        .collect();
    let overlaps = |one: &Evidence, other: &Evidence| one.article == other.article && one.anchor.overlaps(other.anchor);
    let stands_in =
        |part: &[Evidence], whole: &[Evidence]| part.iter().all(|one| whole.iter().any(|other| overlaps(one, other)));
    findings.retain(|finding| {
        let part = evidence(finding);
        let shown = |least: usize, kind: Option<FindingKind>| {
            let is_it = |(of, slot): &(FindingKind, Vec<Evidence>)| {
                kind.is_none_or(|kind| kind == *of) && slot.len() >= least && stands_in(&part, slot)
            };
            slots.iter().any(is_it)
        };
        let repeated = match finding.kind {
            _ if finding.rule.starts_with("near-copy/") => shown(0, None),
            _ if finding.rule == "predicate/number" => shown(0, Some(finding.kind)),
            FindingKind::Agreement => shown(part.len() + 1, Some(finding.kind)),
            _ => false,
        };
        !repeated
    });
}

/// Whether an agreement is only that two articles print the same words of one utterance: its readings show that.
fn is_shown_by(finding: &Finding, quotation: &Quotation) -> bool {
    let read = |evidence: &Evidence| {
        let mut readings = quotation.readings.iter().filter(|reading| reading.article == evidence.article);
        readings.any(|reading| reading.spans.iter().any(|span| span.contains(evidence.anchor)))
    };
    finding.kind == FindingKind::Agreement && finding.sides.iter().flatten().all(read)
}

/// The order a reader should take: conflicts first; the more independent origins, the earlier.
fn put_in_order(findings: &mut Vec<Finding>) {
    let origins = |finding: &Finding| {
        finding.sides.iter().flatten().map(|evidence| evidence.origin.as_str()).collect::<BTreeSet<_>>().len()
    };
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| finding.sides.iter().flatten().map(|one| (one.article, one.anchor)).min();
        a.kind
            .cmp(&b.kind)
            .then(origins(b).cmp(&origins(a)))
            .then_with(|| place(a).cmp(&place(b)))
            .then(a.id.cmp(&b.id))
    });
    findings.dedup_by(|a, b| a.id == b.id);
}

/// A score, at most 1, that the sentences of another article report a proposition, and the index of the sentence that
/// does it best; `None` where the proposition has no content words.
pub fn reported_in(proposition: &str, sentences: &[&str]) -> Option<(usize, f32)> {
    let mut vocabulary = words::Vocabulary::default();
    let account = reported::Account::new(sentences.iter().map(|sentence| vocabulary.read(sentence)).collect());
    let proposition = vocabulary.read(proposition);
    let best = reported::best_sentence(&vocabulary, &proposition, &account, 0..sentences.len())?;
    Some((best.sentence, best.score))
}

/// The id of a finding or claim: a hash of what it is and of the passages it rests on, the same at every run.
fn evidence_id<'e>(scene: &Scene, kind: &str, evidence: impl Iterator<Item = &'e Evidence>) -> String {
    let mut parts = vec![kind.to_string()];
    for item in evidence {
        let account = scene.position_of(item.article).and_then(|position| scene.accounts.get(position));
        parts.push(account.map_or("", |account| account.article.id.as_str()).to_string());
        parts.push(format!("{}..{}", item.anchor.start(), item.anchor.end()));
    }
    content_hash(parts.iter().map(String::as_str))
}
