//! Disputes that an article itself reports: two parties, set against each other by a word of contrast, or by what the one
//! denies and the other measures ([`conditions`]).

mod conditions;

use super::cues;
use super::evidence::is_party;
use super::finding::{Evidence, Finding, FindingKind, Gate, GateResult};
use super::graded;
use super::scene::{Account, Scene};
use super::words::words_of;
use crate::analyse::AttributionKind;
use crate::text::{Anchor, lists};
use std::sync::LazyLock;

/// Content words that the two contents must share, or they may be about different things.
const SHARED_WORDS: usize = 1;

/// The disputes that the articles of a story report, in account and text order.
pub fn disputes(scene: &Scene) -> Vec<Finding> {
    let mut found = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let mut last: Vec<Anchor> = Vec::new();
        for sentence in &account.analysis.layout.sentences {
            let here = speeches(account, sentence.anchor);
            let before = std::mem::replace(&mut last, here.clone());
            for (one, other) in before.iter().flat_map(|one| here.iter().map(move |other| (*one, *other))) {
                let why = denied_condition(account, one, other);
                found.extend(why.and_then(|why| dispute(scene, position, (one, other), "statement/condition", why)));
            }
            if here.is_empty() {
                continue;
            }
            let Some(contrast) = contrast_in(sentence.anchor.of(account.text())) else { continue };
            let pair = match contrast {
                Contrast::WithSentenceBefore => before.last().copied().zip(here.first().copied()),
                Contrast::Inside => match here.as_slice() {
                    [one, other] => Some((*one, *other)),
                    _ => None,
                },
            };
            if let Some((one, other)) = pair.filter(|(one, other)| speak_of_one_thing(scene, account, *one, *other)) {
                let why = "the article sets the words of two parties against each other".to_string();
                found.extend(dispute(scene, position, (one, other), "statement/contrast", why));
            }
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Contrast {
    WithSentenceBefore,
    Inside,
}

/// The phrases of `data/collate/contrasts.tsv`, in the order of the list.
static CONTRASTS: LazyLock<Vec<(Contrast, Vec<&'static str>)>> = LazyLock::new(|| {
    let rows = lists::pairs(include_str!("../../../../../data/collate/contrasts.tsv"));
    rows.filter_map(|(kind, phrase)| {
        let contrast = match kind {
            "opens" => Contrast::WithSentenceBefore,
            "names" => Contrast::Inside,
            _ => return None,
        };
        Some((contrast, phrase.split(' ').collect()))
    })
    .collect()
});

/// The contrast that the words of a sentence set, if any.
fn contrast_in(sentence: &str) -> Option<Contrast> {
    let words = words_of(sentence);
    let sets = |(contrast, phrase): &&(Contrast, Vec<&'static str>)| {
        let mut places = words.windows(phrase.len());
        let matches = |window: &[String]| window.iter().map(String::as_str).eq(phrase.iter().copied());
        match contrast {
            Contrast::WithSentenceBefore => places.next().is_some_and(matches),
            Contrast::Inside => places.any(matches),
        }
    };
    CONTRASTS.iter().find(sets).map(|(contrast, _)| *contrast)
}

/// What is said with a known speaker and stands in a sentence, in text order: all of it, from the first span to the last.
fn speeches(account: &Account, sentence: Anchor) -> Vec<Anchor> {
    let attributions = account.analysis.attributions.iter();
    attributions
        .filter(|attribution| {
            attribution.kind == AttributionKind::Speech
                && attribution.source.is_some()
                && attribution.content.first().is_some_and(|content| sentence.contains(*content))
        })
        .filter_map(|attribution| attribution.content.iter().copied().reduce(Anchor::cover))
        .collect()
}

/// Why one passage denies what a measure in the other speaks for, if it does.
fn denied_condition(account: &Account, one: Anchor, other: Anchor) -> Option<String> {
    let (a, b) = (one.of(account.text()), other.of(account.text()));
    let (condition, measure) =
        conditions::denied_and_measured(a, b).or_else(|| conditions::denied_and_measured(b, a))?;
    Some(format!("one party denies {condition}, and the {measure} that the other gives speaks for it"))
}

/// Whether two passages share a content word, and one of them denies.
fn speak_of_one_thing(scene: &Scene, account: &Account, one: Anchor, other: Anchor) -> bool {
    let denies = |passage: Anchor| graded::has_negation(passage.of(account.text()));
    if denies(one) == denies(other) {
        return false;
    }
    let words = scene.vocabulary.known(one.of(account.text()));
    let others = scene.vocabulary.known(other.of(account.text()));
    words.iter().filter(|word| others.iter().any(|other| other.stem == word.stem)).count() >= SHARED_WORDS
}

/// The finding of two passages of the account at `position`, if two parties say them.
fn dispute(scene: &Scene, position: usize, (one, other): (Anchor, Anchor), rule: &str, why: String) -> Option<Finding> {
    let account = scene.accounts.get(position)?;
    if one.overlaps(other) || !account.is_intact_at(one) || !account.is_intact_at(other) {
        return None;
    }
    let (first, second) = (scene.evidence(position, one, None)?, scene.evidence(position, other, None)?);
    let same_party = first.origin == second.origin || first.said_by == second.said_by;
    // "It", which nobody is known to be, is no party.
    let unnamed = |evidence: &Evidence| evidence.origin == scene.origin(position, &[]);
    let anybody = |evidence: &Evidence| {
        let opening = words_of(&evidence.origin);
        !evidence.origin.contains(char::is_uppercase) && !opening.first().is_some_and(|word| cues::is("definite", word))
    };
    let document = |evidence: &Evidence| {
        !is_party(&evidence.origin) || words_of(&evidence.origin).iter().any(|word| cues::is("document", word))
    };
    if same_party || [&first, &second].into_iter().any(|side| unnamed(side) || document(side) || anybody(side)) {
        return None;
    }
    let subject = format!("{} / {}", first.origin, second.origin);
    let result = |gate, holds, because: &str| GateResult { gate, holds, because: because.into() };
    let gates = vec![
        result(Gate::G0, true, "both passages are intact"),
        result(Gate::G1, true, "the article itself sets the two against each other"),
        result(Gate::G5, false, "two parties speak"),
    ];
    let sides = vec![vec![first], vec![second]];
    Some(Finding {
        id: super::evidence_id(scene, "dispute", sides.iter().flatten()),
        kind: FindingKind::Disputed,
        attribute: "attribution".into(),
        rule: rule.into(),
        subject,
        sides,
        gates,
        why,
    })
}
