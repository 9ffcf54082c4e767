//! Claims: what at least two articles say, in the words of one of them.

use super::finding::{Claim, Evidence, Strength};
use super::graded::{has_negation, is_hedged, same_position};
use super::propositions::{Proposition, SentenceIndex};
use super::scene::Scene;
use crate::analyse::statement::attributed_to;
use crate::analyse::{Argument, Role};
use crate::language::quantities::Relation;
use crate::language::{Factuality, Polarity, Quantity};
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// From this score on a sentence counts as reporting a proposition (measured on propositions of PropSegmEnt: nine in
/// ten of those above it are reported).
pub const REPORTED: f32 = 0.75;
/// So much of it must stand in the sentence itself; the rest may be said just before or at the opening.
const IN_SENTENCE: f32 = 0.55;
/// Sentences looked at for one proposition.
const CANDIDATES: usize = 48;
/// Claims shown of one story at most; the rest repeat or matter less.
const SHOWN: usize = 60;

/// A proposition with those that report it.
struct Candidate<'p> {
    proposition: &'p Proposition,
    /// By account: the sentence and the clause of it.
    witnesses: BTreeMap<usize, (usize, Anchor)>,
}

/// The claims of a story, most origins first.
pub fn claims(scene: &Scene, propositions: &[Proposition], index: &SentenceIndex) -> Vec<Claim> {
    let by_sentence = group_by_sentence(propositions);
    let mut candidates: Vec<Candidate> = Vec::new();
    for proposition in propositions.iter().filter(|proposition| says_something(scene, proposition)) {
        let mut witnesses = BTreeMap::from([(proposition.account, (proposition.sentence, proposition.anchor))]);
        for (account, report) in index.reports(scene, proposition, CANDIDATES) {
            let sentence = report.sentence;
            if report.score < REPORTED || report.in_sentence < IN_SENTENCE {
                continue;
            }
            if let Some(clause) = closest_clause(scene, proposition, &by_sentence, account, sentence)
                && same_position(scene, proposition, clause)
                && same_figures(scene, proposition, clause)
            {
                witnesses.insert(account, (sentence, clause.anchor));
            }
        }
        if witnesses.len() > 1 {
            candidates.push(Candidate { proposition, witnesses });
        }
    }
    choose(scene, candidates)
}

/// Whether a proposition can stand for what several articles say: a whole sentence, or a finite clause with its subject
/// that is more than "the minister said". Questions and conditions are no claims.
fn says_something(scene: &Scene, proposition: &Proposition) -> bool {
    let Some(account) = scene.accounts.get(proposition.account) else { return false };
    let Some(statement) = proposition.statement.and_then(|index| account.analysis.statements.get(index)) else {
        return true;
    };
    let syntax = &account.analysis.reading.syntax;
    let predicate = account.analysis.layout.tokens_in(statement.predicate);
    let finite = predicate.clone().any(|token| syntax.tag(token).is_finite() || syntax.tag(token).name() == "MD");
    let has = |wanted: Role| {
        let inside = |argument: &&Argument| statement.anchor.contains(argument.anchor);
        statement.arguments.iter().filter(inside).any(|argument| argument.role == wanted)
    };
    let reports = REPORTING_VERBS.contains(statement.lemma.as_str()) && !has(Role::Patient);
    finite
        && !reports
        && (has(Role::Agent) || has(Role::Patient))
        && !matches!(statement.assertion.factuality, Factuality::Asked | Factuality::Conditional)
}

/// Verbs that only introduce what somebody says.
static REPORTING_VERBS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let list = lists::rows(include_str!("../../../../data/reporting_verbs.tsv"));
    list.filter_map(|fields| match fields.as_slice() {
        [lemma, "verb", "speech", ..] => Some(*lemma),
        _ => None,
    })
    .collect()
});

/// Propositions by account and sentence.
fn group_by_sentence(propositions: &[Proposition]) -> BTreeMap<(usize, usize), Vec<&Proposition>> {
    let mut groups: BTreeMap<(usize, usize), Vec<&Proposition>> = BTreeMap::new();
    for proposition in propositions {
        groups.entry((proposition.account, proposition.sentence)).or_default().push(proposition);
    }
    groups
}

/// The clause of a sentence that comes closest to a proposition: the shortest of those that cover it best. `None`
/// where the sentence says the opposite.
fn closest_clause<'p>(
    scene: &Scene,
    proposition: &Proposition,
    by_sentence: &BTreeMap<(usize, usize), Vec<&'p Proposition>>,
    account: usize,
    sentence: usize,
) -> Option<&'p Proposition> {
    let mut best: Option<(&Proposition, f32)> = None;
    for clause in by_sentence.get(&(account, sentence))? {
        let score = scene.covers(&proposition.words, &clause.words);
        let better = best.is_none_or(|(held, highest)| {
            score > highest + 0.02 || (score > highest - 0.02 && clause.anchor.length() < held.anchor.length())
        });
        if better {
            best = Some((clause, score));
        }
    }
    best.map(|(clause, _)| clause).filter(|clause| polarity(scene, proposition) == polarity(scene, clause))
}

/// Whether no figure of a proposition is another in the clause: of each unit that both give, the values must be
/// compatible. "Within two hours" and "within three hours" are not one claim.
fn same_figures(scene: &Scene, proposition: &Proposition, clause: &Proposition) -> bool {
    let figures = |proposition: &Proposition| -> Vec<&Quantity> {
        let quantities = scene.accounts.get(proposition.account).map(|account| &account.analysis.reading.quantities);
        let inside = |quantity: &&Quantity| proposition.anchor.contains(quantity.anchor);
        quantities.into_iter().flatten().filter(inside).collect()
    };
    let (own, other) = (figures(proposition), figures(clause));
    own.iter().all(|quantity| {
        let mut relations = other.iter().filter_map(|figure| quantity.relation(figure)).peekable();
        relations.peek().is_none() || relations.any(|relation| relation != Relation::Disjoint)
    })
}

/// Whether a proposition affirms or denies.
fn polarity(scene: &Scene, proposition: &Proposition) -> Polarity {
    let account = scene.accounts.get(proposition.account);
    let statement =
        account.zip(proposition.statement).and_then(|(account, index)| account.analysis.statements.get(index));
    match statement {
        Some(statement) => statement.assertion.polarity,
        None => {
            let text = account.map_or("", |account| proposition.anchor.of(account.text()));
            if has_negation(text) { Polarity::Negative } else { Polarity::Positive }
        }
    }
}

/// Chooses among overlapping candidates: most origins, then most witnesses, then most said in fewest words. A
/// candidate that rests on the same sentences as a chosen one repeats it.
fn choose(scene: &Scene, candidates: Vec<Candidate>) -> Vec<Claim> {
    let mut ranked: Vec<(usize, Candidate)> = candidates
        .into_iter()
        .map(|candidate| {
            let families: BTreeSet<usize> = candidate
                .witnesses
                .keys()
                .filter_map(|position| scene.accounts.get(*position))
                .map(|account| account.family)
                .collect();
            (families.len(), candidate)
        })
        .collect();
    ranked.sort_by(|(families_a, a), (families_b, b)| {
        families_b
            .cmp(families_a)
            .then_with(|| b.witnesses.len().cmp(&a.witnesses.len()))
            .then_with(|| density(b.proposition).total_cmp(&density(a.proposition)))
            .then_with(|| {
                (a.proposition.account, a.proposition.anchor).cmp(&(b.proposition.account, b.proposition.anchor))
            })
    });
    let mut used: BTreeMap<(usize, usize), Vec<(usize, Anchor)>> = BTreeMap::new();
    let mut claims: Vec<Claim> = Vec::new();
    // What stands only in copies of one text is no agreement.
    for (_, candidate) in ranked.into_iter().filter(|(families, _)| *families > 1) {
        let mut repeats: BTreeMap<usize, usize> = BTreeMap::new();
        for (account, (sentence, anchor)) in &candidate.witnesses {
            for (claim, taken) in used.get(&(*account, *sentence)).into_iter().flatten() {
                if taken.overlaps(*anchor) {
                    *repeats.entry(*claim).or_default() += 1;
                }
            }
        }
        if repeats.values().any(|count| *count * 2 >= candidate.witnesses.len()) {
            continue;
        }
        let Some(claim) = make_claim(scene, &candidate) else { continue };
        for (account, (sentence, anchor)) in &candidate.witnesses {
            used.entry((*account, *sentence)).or_default().push((claims.len(), *anchor));
        }
        claims.push(claim);
        if claims.len() == SHOWN {
            break;
        }
    }
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.origins.len()));
    claims
}

/// How much is said for its length: a short clause that says much stands best for all.
fn density(proposition: &Proposition) -> f32 {
    let weight = proposition.weight();
    weight.min(8.0) - proposition.anchor.length() as f32 / 60.0
}

fn make_claim(scene: &Scene, candidate: &Candidate) -> Option<Claim> {
    let mut witnesses: Vec<Evidence> = Vec::new();
    let mut canonical = 0;
    let mut hedged = true;
    let mut attributed = true;
    for (position, (_, anchor)) in &candidate.witnesses {
        let evidence = scene.evidence(*position, *anchor, None)?;
        if *position == candidate.proposition.account {
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
        id: super::evidence_id(scene, "claim", witnesses.iter()),
        canonical,
        why: format!(
            "{} articles cover these words, weighed by rarity, to at least {:.0} %, with the same polarity and figures",
            witnesses.len(),
            REPORTED * 100.0,
        ),
        origins: origins.into_iter().collect(),
        strength,
        witnesses,
    })
}
