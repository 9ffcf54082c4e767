//! Invented clauses: what sets two of them apart, and what only seems to.

use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata};
use crate::collate::{FindingKind, Limits, collate};
use crate::relate::{Membership, Story};

/// Kind and rule of what the predicate lane says of two articles.
fn found(one: &str, other: &str) -> Vec<(FindingKind, String)> {
    let articles = [Article::new("one", one, Metadata::default()), Article::new("other", other, Metadata::default())];
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: "given".into() };
    let story = Story { id: String::new(), members: vec![member(0), member(1)] };
    let findings = collate(&story, &articles, &analyses, &[], &Limits::default()).findings;
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
fn what_there_is_no_evidence_of_is_not_said() {
    let one =
        "The inquiry failed to produce evidence that Captain Joren Maas sold the ferry Selma to the Orrin company.";
    let other = "Captain Joren Maas did not sell the ferry Selma to the Orrin company.";
    assert_eq!(found(one, other), []);
}

/// Kind and attribute alone.
fn kinds(one: &str, other: &str) -> Vec<(FindingKind, String)> {
    let short = |(kind, rule): (FindingKind, String)| (kind, rule.replace("predicate/", ""));
    found(one, other).into_iter().map(short).collect()
}

fn conflict(attribute: &str) -> Vec<(FindingKind, String)> {
    vec![(FindingKind::Conflict, attribute.to_string())]
}

#[test]
fn one_body_has_one_seat() {
    let one = "Nashville-based Orlo cancelled three ferries on Friday.";
    assert_eq!(kinds(one, "Orlo's headquarters is in Norway."), conflict("place"));
    assert_eq!(kinds(one, "Orlo's headquarters is in the United States."), []);
    assert_eq!(kinds(one, "Orlo's headquarters is in Helmsby."), [], "where Helmsby lies is not known");
    let dutch = "The fund bought the Dutch ferry company, Orlo, on Friday.";
    assert_eq!(kinds(dutch, "Orlo was based in Norway."), conflict("place"));
    assert_eq!(kinds(dutch, "Orlo was based in Rotterdam."), []);
}

#[test]
fn one_happening_is_at_one_place() {
    let one = "Mara Tarn met Ivo Ellery in Oslo on 3 May 2021.";
    assert_eq!(kinds(one, "Mara Tarn met Ivo Ellery in Madrid on 3 May 2021."), conflict("place"));
    assert_eq!(kinds(one, "Mara Tarn met Ivo Ellery in Norway on 3 May 2021."), []);
    assert_eq!(kinds(one, "Mara Tarn met Ivo Ellery in Madrid on 9 June 2021."), []);
    assert_eq!(kinds("Mara Tarn was born in Oslo.", "Mara Tarn was born in Madrid."), conflict("place"));
    assert_eq!(kinds("Mara Tarn spoke in Oslo.", "Mara Tarn spoke in Madrid."), []);
}

#[test]
fn who_outlived_somebody_was_not_succeeded_by_him() {
    let one = "In 1984, after Oskar Venn's death, Mara Tarn was elected as party secretary.";
    assert_eq!(kinds(one, "Oskar Venn succeeded Mara Tarn."), conflict("role"));
    assert_eq!(kinds(one, "Mara Tarn succeeded Oskar Venn."), []);
}

#[test]
fn a_former_wife_is_no_wife() {
    let one = "The letter names Mara Tarn, wife of Oskar Venn.";
    assert_eq!(kinds(one, "Oskar Venn is Mara Tarn's ex-husband."), conflict("antonym"));
    assert_eq!(kinds(one, "Oskar Venn is Mara Tarn's husband."), []);
}

#[test]
fn a_result_is_earned_or_lost() {
    let one = "Orlo Shipping, the owner of the Selma, reported net earnings of $374m in the third quarter.";
    assert_eq!(kinds(one, "Orlo Shipping lost $374m."), conflict("antonym"));
    assert_eq!(kinds(one, "Orlo Shipping lost $12m."), [], "another result may be meant");
}

#[test]
fn who_leaves_for_a_place_does_not_leave_it_that_day() {
    let one = "The Selma left for Norway on 10 August.";
    assert_eq!(kinds(one, "The Selma left Norway on 10 August."), conflict("antonym"));
    assert_eq!(kinds(one, "The Selma left Norway on 12 August."), []);
}

#[test]
fn who_says_that_somebody_did_nothing_wrong_does_not_accuse_him() {
    let one = "The Ethics Commission said the minister, Mara Tarn, did nothing wrong.";
    assert_eq!(kinds(one, "The Ethics Commission accuses Mara Tarn."), conflict("antonym"));
    assert_eq!(kinds(one, "The Harbour League accuses Mara Tarn."), []);
}

#[test]
fn the_only_bill_of_an_article_is_the_one_described_alike() {
    let one = "The National Assembly of Norland passed an amendment to the harbour law that would allow women to vote.";
    let other = "A pro-women amendment was rejected by the National Assembly of Norland.";
    assert_eq!(kinds(one, other), conflict("antonym"));
    let more = "A pro-women amendment was rejected by the National Assembly of Norland. It took up another amendment.";
    assert_eq!(kinds(one, more), []);
}

#[test]
fn those_who_are_counted_are_not_the_same() {
    let one = "At least 15 people are dead after the flood in Norland.";
    assert_eq!(kinds(one, "In Norland 155 people were still missing."), []);
}

#[test]
fn what_is_only_named_is_not_told() {
    let one = "The Senate would vote on repealing the Harbour Act in July.";
    assert_eq!(kinds(one, "The plan fails to repeal the Harbour Act, Mara Tarn said."), []);
}

#[test]
fn whose_choice_somebody_is_does_not_do_what_he_is_chosen_for() {
    let one = "Ivo Ellery replaces Justice Anton Merin, who retired this summer.";
    let other = "President Mara Tarn's nomination of Ivo Ellery to replace Justice Anton Merin was approved.";
    assert_eq!(kinds(one, other), []);
}
