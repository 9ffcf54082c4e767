//! What a single article says: unconfirmed here, by how much it matters.

use super::finding::OnlyIn;
use super::propositions::{Proposition, SentenceIndex};
use super::reported::Report;
use super::scene::Scene;
use std::collections::BTreeMap;

/// Below this score nobody else reports a proposition, even in part.
const UNREPORTED: f32 = 0.5;
/// From this score on a sentence of the same text family is taken as the same sentence.
const COPIED: f32 = 0.9;
/// Sentences of other articles looked at.
const CANDIDATES: usize = 24;
/// Shown for one article at most.
const SHOWN_PER_ARTICLE: usize = 8;

/// What only one article (or one text family) says, by rank.
pub fn only_in(scene: &Scene, propositions: &[Proposition], index: &SentenceIndex) -> Vec<OnlyIn> {
    if scene.accounts.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<(usize, OnlyIn)> = Vec::new();
    for proposition in propositions.iter().filter(|proposition| is_whole_sentence(scene, proposition)) {
        let Some(account) = scene.accounts.get(proposition.account) else { continue };
        let reports = index.reports(scene, proposition, CANDIDATES);
        // A copy says nothing that its first text does not say.
        let told_before = |(position, report): &(usize, Report)| {
            *position < proposition.account
                && report.score >= COPIED
                && scene.accounts.get(*position).is_some_and(|other| other.family == account.family)
        };
        if reports.iter().any(told_before) {
            continue;
        }
        let elsewhere = reports
            .iter()
            .filter(|(position, _)| scene.accounts.get(*position).is_some_and(|other| other.family != account.family))
            .fold(0.0_f32, |best, (_, report)| best.max(report.score));
        if elsewhere >= UNREPORTED {
            continue;
        }
        let rank = rank(scene, proposition);
        if let Some(evidence) = scene.evidence(proposition.account, proposition.anchor, None) {
            let why = format!(
                "no other account covers more than {:.0} % of its words, weighed by rarity",
                (elsewhere * 100.0).max(0.0)
            );
            found.push((proposition.account, OnlyIn { evidence, rank: f64::from(rank), why }));
        }
    }
    found.sort_by(|(_, a), (_, b)| {
        let place = |item: &OnlyIn| (item.evidence.article, item.evidence.anchor);
        b.rank.total_cmp(&a.rank).then_with(|| place(a).cmp(&place(b)))
    });
    let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
    found.retain(|(account, _)| {
        let count = shown.entry(*account).or_default();
        *count += 1;
        *count <= SHOWN_PER_ARTICLE
    });
    found.into_iter().map(|(_, item)| item).collect()
}

/// Sentences are shown whole: a clause alone may say less than the article does.
fn is_whole_sentence(scene: &Scene, proposition: &Proposition) -> bool {
    let sentences = scene.accounts.get(proposition.account).map(|account| &account.analysis.layout.sentences);
    sentences
        .and_then(|sentences| sentences.get(proposition.sentence))
        .is_some_and(|sentence| sentence.anchor == proposition.anchor)
}

/// How much it matters: what it tells, more with a figure or a named entity, less the later it stands. A long sentence
/// does not matter more for its length alone.
fn rank(scene: &Scene, proposition: &Proposition) -> f32 {
    let Some(account) = scene.accounts.get(proposition.account) else { return 0.0 };
    let telling = proposition.weight().min(8.0) / 8.0;
    let figures = proposition.words.iter().filter(|word| word.figure).count().min(2) as f32 * 0.15;
    let named = scene.who.inside(proposition.account, account, proposition.anchor).len().min(3) as f32 * 0.1;
    let total = account.analysis.layout.sentences.len().max(1) as f32;
    let late = proposition.sentence as f32 / total;
    (telling + figures + named) * (1.0 - 0.5 * late)
}
