//! Two sentences of two articles, and what the change between them is.

use super::compare;
use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata};
use crate::collate::scene::Scene;
use crate::collate::{Finding, Limits};
use crate::relate::{Membership, Story};

/// The findings of two one-passage articles, as "Kind attribute: first / second".
fn findings(first: &str, second: &str) -> Vec<String> {
    let article = |name, text: &str| Article::new(name, text, Metadata::default());
    let articles = [article("first", first), article("second", second)];
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: String::new() };
    let story = Story { id: String::new(), members: vec![member(0), member(1)] };
    let findings = compare(&Scene::new(&story, &articles, &analyses, &[], &Limits::default()), &[]);
    let words = |index: usize, finding: &Finding| {
        let evidence = &finding.sides[index][0];
        evidence.anchor.of(&articles[evidence.article].text).to_string()
    };
    findings
        .iter()
        .map(|finding| {
            format!("{:?} {}: {} / {}", finding.kind, finding.attribute, words(0, finding), words(1, finding))
        })
        .collect()
}

#[test]
fn a_change_that_excludes_the_other_wording_is_a_conflict() {
    for (first, second, expected) in [
        (
            "The barge Selma struck the ferry off Port Amary and injured 14 passengers.",
            "The barge Selma hit the ferry off Port Amary and injured 20 passengers.",
            "Conflict number: 14 / 20",
        ),
        (
            "The council of Varn will vote on the harbour budget on Tuesday.",
            "The council of Varn will vote on the harbor budget on Wednesday.",
            "Conflict date: Tuesday / Wednesday",
        ),
        (
            "The harbour board approved the plan to widen the northern canal.",
            "The harbour board rejected the plan to widen the northern canal.",
            "Conflict antonym: approved / rejected",
        ),
        (
            "The siren in Varn sounded before the flood reached the harbour.",
            "The siren in Varn never sounded before the flood reached the harbour.",
            "Conflict negation: The siren in Varn sounded before the flood reached the harbour. / The siren in Varn never \
             sounded before the flood reached the harbour.",
        ),
        (
            "Rescuers flew the wounded captain by helicopter to a clinic in Belvar on Monday.",
            "Rescuers flew the wounded captain by helicopter to a clinic in Ostrin on Monday.",
            "Conflict person or place: Belvar / Ostrin",
        ),
        (
            "The minister's brother owned the warehouse that burned down in Tarn last week.",
            "The minister's sister owned the warehouse that burned down in Tarn last week.",
            "Conflict antonym: brother / sister",
        ),
    ] {
        assert_eq!(findings(first, second), [expected], "{first}");
    }
}

#[test]
fn a_change_that_keeps_the_meaning_is_no_finding() {
    for (first, second) in [
        (
            "The barge struck the ferry off Port Amary and injured fourteen passengers.",
            "The barge hit the ferry off Port Amary and injured 14 passengers.",
        ),
        (
            "The council will begin the debate on the harbour budget next week.",
            "The council will start the debate on the harbor budget next week.",
        ),
        (
            "The board’s chairman didn’t attend the hearing in Varn, officials said.",
            "The board's chairman did not attend the hearing in Varn, officials said.",
        ),
        (
            "The rescue service pulled the captain from the water within minutes.",
            "The rescue service quickly pulled the injured captain from the water within minutes.",
        ),
        (
            "President Aldo Merin opened the new bridge over the Tarn on Sunday.",
            "Aldo Merin opened the new bridge over the Tarn on Sunday.",
        ),
        (
            "Smugglers took 40 crates of glass from the depot in Varn, police said.",
            "Smugglers took 60 crates of fruit from the market in Belvar, customs said.",
        ),
    ] {
        assert_eq!(findings(first, second), [""; 0], "{first}");
    }
}

#[test]
fn a_gate_that_fails_gives_the_finding_another_label() {
    let first = "The harbour master said 14 passengers were hurt when the ferry struck the pier.";
    let second = "The hospital said 20 passengers were hurt when the ferry struck the pier. \
                  Earlier reports spoke of 14 wounded.";
    for finding in findings(first, second) {
        assert!(!finding.starts_with("Conflict"), "{finding}");
    }
}
