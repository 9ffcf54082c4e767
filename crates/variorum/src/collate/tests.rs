//! The collation of short invented accounts: what must come out, and what must not.

use super::{Collation, FindingKind, collate};
use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata};
use crate::relate::{Membership, Story};

fn collation(texts: &[&str]) -> (Vec<Article>, Collation) {
    let articles: Vec<Article> =
        texts.iter().enumerate().map(|(n, text)| Article::new(format!("{n}"), *text, Metadata::default())).collect();
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: "given".into() };
    let story = Story { id: String::new(), members: (0..articles.len()).map(member).collect() };
    let collation = collate(&story, &articles, &analyses, &[]);
    (articles, collation)
}

/// Kinds of the findings that rest on both wordings.
fn kinds(texts: &[&str], one: &str, other: &str) -> Vec<FindingKind> {
    let (articles, collation) = collation(texts);
    let rests_on = |finding: &super::Finding, words: &str| {
        finding
            .sides
            .iter()
            .flatten()
            .any(|evidence| evidence.anchor.of(&articles[evidence.article].text).contains(words))
    };
    collation
        .findings
        .iter()
        .filter(|finding| rests_on(finding, one) && rests_on(finding, other))
        .map(|finding| finding.kind)
        .collect()
}

const FIRST: &str = "President Mara Tarn and Chancellor Ivo Ellery spoke by phone on Wednesday. \
     The call between Mara Tarn and Ivo Ellery lasted an hour and a half, the chancellery said.";

#[test]
fn wordings_of_one_length_agree() {
    let second = "Mara Tarn held a phone call with Ivo Ellery. The call lasted nearly ninety minutes.";
    assert_eq!(kinds(&[FIRST, second], "hour and a half", "ninety"), [FindingKind::Agreement]);
}

#[test]
fn the_call_with_somebody_else_is_another_event() {
    let second = "Mara Tarn also called a third leader. Her call with Oskar Venn lasted an hour, Oskar Venn said.";
    assert_eq!(kinds(&[FIRST, second], "hour and a half", "an hour"), []);
}

#[test]
fn an_interview_is_not_the_call() {
    let second = "Ivo Ellery spoke about it in an hour-long interview with the Harbour Gazette on Thursday.";
    assert_eq!(kinds(&[FIRST, second], "hour and a half", "hour-long"), []);
}

#[test]
fn lengths_that_exclude_each_other_conflict_and_say_why() {
    let second = "Mara Tarn held a phone call with Ivo Ellery. The call lasted four hours.";
    let (_, collation) = collation(&[FIRST, second]);
    let conflicts: Vec<_> = collation.findings.iter().filter(|found| found.kind == FindingKind::Conflict).collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].gates.len(), 9);
    assert!(conflicts[0].why.contains("1 hour 30 minutes / 4 hours"), "{}", conflicts[0].why);
}

#[test]
fn what_two_articles_say_is_a_claim_in_the_words_of_one() {
    let one = "The ferry Selma collided with a barge off Port Amary harbour. Divers searched the wreck.";
    let other = "Off Port Amary harbour the ferry Selma and a barge collided. A school choir from Selby sang on the upper deck all morning.";
    let (articles, collation) = collation(&[one, other]);
    let claim = collation.claims.first().unwrap();
    assert_eq!(claim.witnesses.len(), 2);
    let canonical = &claim.witnesses[claim.canonical];
    assert!(canonical.anchor.of(&articles[canonical.article].text).contains("barge"));
    let alone: Vec<&str> =
        collation.only_in.iter().map(|item| item.evidence.anchor.of(&articles[item.evidence.article].text)).collect();
    assert!(alone.iter().any(|words| words.contains("choir")), "{alone:?}");
    assert!(!alone.iter().any(|words| words.contains("barge")), "{alone:?}");
}

#[test]
fn impossible_and_unlikely_are_two_positions() {
    let one = "Membership of the Norland customs union is off the table, the envoy of Helmsby told deputies.";
    let other = "Membership of the Norland customs union is unlikely, the envoy of Helmsby told deputies.";
    assert_eq!(collation(&[one, other]).1.claims, []);
}

#[test]
fn nothing_to_compare_is_no_error() {
    assert_eq!(collation(&[]).1, Collation::default());
    assert_eq!(collation(&["", " \n "]).1.findings, []);
}
