//! Chooses among clauses that make one claim, and says how firmly it is made.

use super::super::finding::{Claim, Evidence, Strength};
use super::super::graded::is_hedged;
use super::super::limits;
use super::super::scene::Scene;
use super::Candidate;
use crate::analyse::statement::attributed_to;
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};

/// The claims that candidates make: most independent texts first, then what stands earliest. Of clauses that rest on
/// the same passages the one with most witnesses stands for all, then the one that says most in fewest words.
pub fn choose(scene: &Scene, candidates: Vec<Candidate>) -> Vec<Claim> {
    let mut ranked: Vec<(usize, f32, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (families(scene, &candidate), density(scene, &candidate), candidate))
        // What stands only in copies of one text is no agreement.
        .filter(|(families, ..)| *families > 1)
        .collect();
    ranked.sort_by(|(families_a, density_a, a), (families_b, density_b, b)| {
        families_b
            .cmp(families_a)
            .then_with(|| b.witnesses.len().cmp(&a.witnesses.len()))
            .then_with(|| density_b.total_cmp(density_a))
            .then_with(|| (a.clause.account, a.clause.anchor).cmp(&(b.clause.account, b.clause.anchor)))
    });
    let mut used: BTreeMap<(usize, usize), Vec<(usize, Anchor)>> = BTreeMap::new();
    let mut claims: Vec<(usize, f32, Claim)> = Vec::new();
    let mut left_out: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (families, _, candidate) in ranked {
        let mut repeats: BTreeMap<usize, usize> = BTreeMap::new();
        for (account, (sentence, anchor)) in &candidate.witnesses {
            let taken = used.get(&(*account, *sentence)).into_iter().flatten();
            for (claim, _) in taken.filter(|(_, taken)| taken.overlaps(*anchor)) {
                *repeats.entry(*claim).or_default() += 1;
            }
        }
        if repeats.values().any(|count| *count * 2 >= candidate.witnesses.len()) {
            continue;
        }
        if claims.len() >= scene.bounds.limits.claims {
            left_out.insert((candidate.clause.account, candidate.clause.statement));
            continue;
        }
        let Some(claim) = make_claim(scene, &candidate) else { continue };
        for (account, (sentence, anchor)) in &candidate.witnesses {
            used.entry((*account, *sentence)).or_default().push((claims.len(), *anchor));
        }
        claims.push((families, lateness(scene, &candidate), claim));
    }
    scene.bounds.cut(&limits::CLAIMS, left_out.len());
    claims.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    claims.into_iter().map(|(_, _, claim)| claim).collect()
}

/// Independent texts that make a claim.
fn families(scene: &Scene, candidate: &Candidate) -> usize {
    let accounts = candidate.witnesses.keys().filter_map(|position| scene.accounts.get(*position));
    accounts.map(|account| account.family).collect::<BTreeSet<usize>>().len()
}

/// How late in their articles the witnesses say it, 0 to 1: news puts first what matters most.
fn lateness(scene: &Scene, candidate: &Candidate) -> f32 {
    let late = candidate.witnesses.iter().filter_map(|(position, (sentence, _))| {
        let sentences = scene.accounts.get(*position)?.analysis.layout.sentences.len();
        Some(*sentence as f32 / sentences.max(1) as f32)
    });
    late.sum::<f32>() / candidate.witnesses.len().max(1) as f32
}

/// How much is said: of clauses with the same witnesses the one that says most stands best for all, if it is not long.
fn density(scene: &Scene, candidate: &Candidate) -> f32 {
    let anchor = candidate.clause.anchor;
    let text = scene.accounts.get(candidate.clause.account).map_or("", |account| anchor.of(account.text()));
    let weight: f32 = scene.vocabulary.known(text).iter().map(|word| word.weight).sum();
    weight.min(8.0) - anchor.length() as f32 / 250.0
}

fn make_claim(scene: &Scene, candidate: &Candidate) -> Option<Claim> {
    let mut witnesses: Vec<Evidence> = Vec::new();
    let mut canonical = 0;
    let mut hedged = true;
    let mut attributed = true;
    for (position, (_, anchor)) in &candidate.witnesses {
        let evidence = scene.evidence(*position, *anchor, None)?;
        if *position == candidate.clause.account {
            canonical = witnesses.len();
        }
        let account = scene.accounts.get(*position)?;
        attributed &= !attributed_to(&account.analysis.attributions, *anchor).is_empty();
        hedged &= is_hedged(anchor.of(account.text()));
        witnesses.push(evidence);
    }
    let origins: BTreeSet<String> = witnesses.iter().map(|witness| witness.origin.clone()).collect();
    let strength = match (hedged, attributed) {
        (true, _) => Strength::Hedged,
        (false, true) => Strength::Attributed,
        (false, false) => Strength::Fact,
    };
    Some(Claim {
        id: super::super::evidence_id(scene, "claim", witnesses.iter()),
        canonical,
        why: candidate.why.clone(),
        origins: origins.into_iter().collect(),
        strength,
        witnesses,
    })
}
