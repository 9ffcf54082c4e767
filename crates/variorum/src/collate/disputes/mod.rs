//! Disputes that an article itself reports: two parties, set against each other by a word of contrast, or by what the one
//! denies and the other measures ([`conditions`]).

mod conditions;

use super::finding::{Evidence, Finding, FindingKind, Gate, GateResult};
use super::scene::{Account, Scene};
use super::words::words_of;
use crate::analyse::{Attribution, AttributionKind};
use crate::text::{Anchor, lists};
use std::sync::LazyLock;

/// Content words that the two contents must share, or they may be about different things.
const SHARED_WORDS: usize = 1;

/// The disputes that the articles of a story report, in account and text order.
pub fn disputes(scene: &Scene) -> Vec<Finding> {
    let mut found = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let mut last: Vec<&Attribution> = Vec::new();
        for sentence in &account.analysis.layout.sentences {
            let here = speeches(account, sentence.anchor);
            let before = std::mem::replace(&mut last, here.clone());
            for (one, other) in before.iter().flat_map(|one| here.iter().map(move |other| (*one, *other))) {
                found.extend(denied_condition(scene, position, account, one, other));
            }
            let Some(contrast) = contrast_in(sentence.anchor.of(account.text())) else { continue };
            let pair = match contrast {
                Contrast::WithSentenceBefore => before.last().copied().zip(here.first().copied()),
                Contrast::Inside => match here.as_slice() {
                    [one, other] => Some((*one, *other)),
                    _ => None,
                },
            };
            if let Some((one, other)) = pair {
                found.extend(dispute(scene, position, account, one, other));
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

/// The attributions of speech with a known speaker whose content stands in a sentence, in text order.
fn speeches<'a>(account: &Account<'a>, sentence: Anchor) -> Vec<&'a Attribution> {
    let attributions = account.analysis.attributions.iter();
    attributions
        .filter(|attribution| {
            attribution.kind == AttributionKind::Speech
                && attribution.source.is_some()
                && attribution.content.first().is_some_and(|content| sentence.contains(*content))
        })
        .collect()
}

/// All that an attribution gives as said.
fn content(attribution: &Attribution) -> Option<Anchor> {
    let first = *attribution.content.first()?;
    Some(attribution.content.iter().fold(first, |whole, span| whole.cover(*span)))
}

/// The finding that one party denies what a measure that the other gives speaks for.
fn denied_condition(
    scene: &Scene,
    position: usize,
    account: &Account,
    one: &Attribution,
    other: &Attribution,
) -> Option<Finding> {
    let (first, second) = (content(one)?, content(other)?);
    let (a, b) = (first.of(account.text()), second.of(account.text()));
    let (condition, measure) =
        conditions::denied_and_measured(a, b).or_else(|| conditions::denied_and_measured(b, a))?;
    let why = format!("one party denies {condition}, and the {measure} that the other gives speaks for it");
    told_apart(scene, position, account, first, second, "statement/condition", why)
}

/// The finding that two parties differ, if they are two and speak of one thing.
fn dispute(
    scene: &Scene,
    position: usize,
    account: &Account,
    one: &Attribution,
    other: &Attribution,
) -> Option<Finding> {
    let (one, other) = (content(one)?, content(other)?);
    let words = scene.vocabulary.known(one.of(account.text()));
    let others = scene.vocabulary.known(other.of(account.text()));
    let shared = words.iter().filter(|word| others.iter().any(|other| other.stem == word.stem)).count();
    if shared < SHARED_WORDS {
        return None;
    }
    let why = "the article sets the words of two parties against each other".to_string();
    told_apart(scene, position, account, one, other, "statement/contrast", why)
}

/// The finding of two passages of one article, if two parties say them.
fn told_apart(
    scene: &Scene,
    position: usize,
    account: &Account,
    one: Anchor,
    other: Anchor,
    rule: &str,
    why: String,
) -> Option<Finding> {
    if one.overlaps(other) || !account.is_intact_at(one) || !account.is_intact_at(other) {
        return None;
    }
    let (first, second) = (scene.evidence(position, one, None)?, scene.evidence(position, other, None)?);
    let same_party = first.origin == second.origin || first.said_by == second.said_by;
    // "It", which nobody is known to be, is no party.
    let unnamed = |evidence: &Evidence| evidence.origin == scene.origin(position, &[]);
    if same_party || unnamed(&first) || unnamed(&second) {
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
