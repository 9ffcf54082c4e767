//! Invented clauses: what sets two of them apart, and what only seems to.

use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata};
use crate::collate::{FindingKind, collate};
use crate::relate::{Membership, Story};

/// Kind and rule of what the predicate lane says of two articles.
fn found(one: &str, other: &str) -> Vec<(FindingKind, String)> {
    let articles = [Article::new("one", one, Metadata::default()), Article::new("other", other, Metadata::default())];
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: "given".into() };
    let story = Story { id: String::new(), members: vec![member(0), member(1)] };
    let findings = collate(&story, &articles, &analyses, &[]).findings;
    let lane = findings.into_iter().filter(|finding| finding.rule.starts_with("predicate/"));
    lane.map(|finding| (finding.kind, finding.rule)).collect()
}

#[test]
fn one_affirms_what_the_other_denies() {
    let other = "Norland accepts the ferry passport as proof of residence.";
    let one = "Norland asks for papers, but will not accept the ferry passport as proof of residence.";
    assert_eq!(found(one, other), [(FindingKind::Conflict, "predicate/negation".to_string())]);
}

#[test]
fn a_denial_of_less_denies_nothing_more() {
    let one = "Mara Tarn did not call Ivo Ellery before the meeting.";
    let other = "Mara Tarn called Ivo Ellery on the way home.";
    assert_eq!(found(one, other), []);
}

#[test]
fn what_is_had_is_counted() {
    let one = "The minister met the Harbour League's 19 members.";
    let other = "The Harbour League has 16 members.";
    assert_eq!(found(one, other), [(FindingKind::Conflict, "predicate/number".to_string())]);
    assert_eq!(found(one, "The Harbour League has 19 members."), []);
}

#[test]
fn what_there_is_no_evidence_of_is_not_said() {
    let one =
        "The inquiry failed to produce evidence that Captain Joren Maas sold the ferry Selma to the Orrin company.";
    let other = "Captain Joren Maas did not sell the ferry Selma to the Orrin company.";
    assert_eq!(found(one, other), []);
}
