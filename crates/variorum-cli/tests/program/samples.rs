//! The report on the samples shows every planted finding (docs/SAMPLES.md) and nothing false.

use crate::common::report;
use serde_json::Value;

/// The story that holds an article of this outlet.
fn story<'a>(report: &'a Value, outlet: &str) -> &'a Value {
    let stories = report["stories"].as_array().unwrap();
    let holds = |story: &&Value| {
        story["witnesses"].as_array().unwrap().iter().any(|witness| witness["source"].as_str() == Some(outlet))
    };
    stories.iter().find(holds).unwrap_or_else(|| panic!("no story holds {outlet}"))
}

/// Whether a finding of this kind has one of the words on each of two sides.
fn has_finding(story: &Value, kind: &str, first: &str, second: &str) -> bool {
    let prints = |side: &Value, words: &str| {
        side.as_array().unwrap().iter().any(|evidence| evidence["context"]["exact"].as_str().unwrap().contains(words))
    };
    story["findings"].as_array().unwrap().iter().any(|finding| {
        let sides = finding["sides"].as_array().unwrap();
        finding["kind"].as_str() == Some(kind)
            && sides.iter().any(|side| prints(side, first))
            && sides.iter().any(|side| prints(side, second))
    })
}

/// The relation of two readings of one quotation that print these words.
fn relation(story: &Value, first: &str, second: &str) -> Option<String> {
    for quotation in story["quotations"].as_array().unwrap() {
        let readings = quotation["readings"].as_array().unwrap();
        let prints = |index: &Value, words: &str| {
            let reading = &readings[index.as_u64().unwrap() as usize];
            reading["passages"]
                .as_array()
                .unwrap()
                .iter()
                .any(|passage| passage["exact"].as_str().unwrap().contains(words))
        };
        for comparison in quotation["comparisons"].as_array().unwrap() {
            let (one, other) = (&comparison["first"], &comparison["second"]);
            if (prints(one, first) && prints(other, second)) || (prints(one, second) && prints(other, first)) {
                return comparison["relation"].as_str().map(str::to_string);
            }
        }
    }
    None
}

fn sources(story: &Value) -> Vec<&str> {
    let witnesses = story["witnesses"].as_array().unwrap();
    witnesses.iter().map(|witness| witness["source"].as_str().unwrap()).collect()
}

#[test]
fn articles_of_one_event_stand_together_and_others_apart() {
    let report = report(&["samples"]);
    assert_eq!(sources(story(&report, "Coast Wire")), ["Coast Wire", "Lower Bay Post", "Amary Herald", "The Sentinel"]);
    assert_eq!(sources(story(&report, "Selby Courier")), ["Selby Courier"]);
    assert_eq!(
        sources(story(&report, "Capital Times")),
        ["Norland News Agency", "Capital Times", "Norland Daily", "Helmsby Mail"]
    );
    assert_eq!(
        sources(story(&report, "Vesta Business")),
        ["Norland News Agency", "Vesta Business", "Harbour Gazette", "Vesta Evening Record"]
    );
}

#[test]
fn the_price_is_a_conflict() {
    let report = report(&["samples"]);
    assert!(has_finding(story(&report, "Vesta Business"), "conflict", "2.4 billion", "3.4 billion"));
}

#[test]
fn conflicts_and_disputes_are_found() {
    let report = report(&["samples"]);
    let merger = story(&report, "Vesta Business");
    assert!(has_finding(merger, "disputed", "does not need the approval", "needs the approval"));
    let school = story(&report, "Capital Times");
    assert!(has_finding(school, "disputed", "had agreed to call off", "had not agreed to call off"));
    assert!(has_finding(merger, "conflict", "close two of Orlo's five offices", "keep all five offices"));
    assert!(has_finding(merger, "status", "will buy", "signed the purchase"));
    assert!(has_finding(school, "difference", "two and a half hours", "nearly three hours"));
    let ferry = story(&report, "Coast Wire");
    assert!(has_finding(ferry, "disputed", "no fog at all", "visibility was below 200 metres"));
    assert!(has_finding(ferry, "reports_both", "injured at 14", "at least 20 people"));
    assert!(has_finding(ferry, "conflict", "within two hours", "within three hours"));
}

#[test]
fn altered_quotations_are_found() {
    let report = report(&["samples"]);
    let altered = |outlet: &str, first: &str, second: &str| {
        assert_eq!(relation(story(&report, outlet), first, second).as_deref(), Some("altered"), "{first} / {second}");
    };
    altered("Coast Wire", "entirely unprepared", "completely unprepared");
    altered("Capital Times", "frank and useful", "frank and fruitful");
    altered("Capital Times", "every teacher in Norland", "every teacher in the country");
    altered("Vesta Business", "strongest name", "strongest brand");
}

#[test]
fn copies_damage_and_threads_are_found() {
    let report = report(&["samples"]);
    let ferry = story(&report, "Coast Wire");
    let copies = ferry["copies"].as_array().unwrap();
    assert!(copies.iter().any(|copy| copy["a"] == "A" && copy["b"] == "B" && copy["kind"] != "shared_quotation"));
    assert_eq!(ferry["independent_texts"], 3);
    let damaged = |outlet: &str, kind: &str, words: &str| {
        let found =
            story(&report, outlet)["damaged"].as_array().unwrap().iter().any(|damaged| {
                damaged["kind"] == kind && damaged["context"]["exact"].as_str().unwrap().contains(words)
            });
        assert!(found, "{kind}: {words}");
    };
    damaged("The Sentinel", "missing_name", "According to ,");
    damaged("Helmsby Mail", "missing_name", "Education Minister said");
    damaged("Helmsby Mail", "photo_credit", "Photo: Helmsby Mail");
    let later = report["stories"]
        .as_array()
        .unwrap()
        .iter()
        .find(|story| story["title"].as_str().unwrap().starts_with("Inquiry into Selma"))
        .unwrap();
    let linked =
        report["threads"].as_array().unwrap().iter().any(|thread| {
            thread["earlier"] == ferry["id"] && thread["later"] == later["id"] && thread["ordered"] == true
        });
    assert!(linked, "the inquiry does not continue the collision");
}

#[test]
fn what_one_alone_says_is_listed() {
    let report = report(&["samples"]);
    let ferry = story(&report, "Coast Wire");
    let alone: Vec<&str> = ferry["only_in"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["evidence"]["passage"]["exact"].as_str().unwrap())
        .collect();
    for words in ["on duty for 19 hours", "school choir"] {
        assert!(alone.iter().any(|passage| passage.contains(words)), "{words}: {alone:#?}");
    }
}

#[test]
fn traps_are_not_flagged() {
    let report = report(&["samples"]);
    for story in report["stories"].as_array().unwrap() {
        for finding in story["findings"].as_array().unwrap() {
            let kind = finding["kind"].as_str().unwrap();
            if kind != "conflict" && kind != "disputed" {
                continue;
            }
            let contexts: Vec<&str> = finding["sides"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|side| side.as_array().unwrap())
                .map(|evidence| evidence["context"]["exact"].as_str().unwrap())
                .collect();
            for trap in ["eleven days", "1934", "300 jobs", "Marjolein", "12 knots", "40,000"] {
                assert!(!contexts.iter().any(|context| context.contains(trap)), "{kind} on a trap: {contexts:#?}");
            }
        }
    }
}

/// The words that stand for each claim of a story, with the letters of its witnesses.
fn claims(story: &Value) -> Vec<(&str, String)> {
    let claims = story["agreed"].as_array().unwrap().iter();
    claims
        .map(|claim| {
            let witnesses = claim["witnesses"].as_array().unwrap();
            let mut letters: Vec<&str> =
                witnesses.iter().map(|witness| witness["passage"]["witness"].as_str().unwrap()).collect();
            letters.sort_unstable();
            (claim["text"]["exact"].as_str().unwrap(), letters.concat())
        })
        .collect()
}

#[test]
fn what_is_agreed_is_true_and_whole() {
    let report = report(&["samples"]);
    let agreed = |outlet: &str, words: &str, letters: &str| {
        let claims = claims(story(&report, outlet));
        let found = claims.iter().any(|(claim, witnesses)| claim.contains(words) && witnesses == letters);
        assert!(found, "{words} ({letters}) is not among {claims:#?}");
    };
    agreed("Coast Wire", "collided", "ABD");
    agreed("Coast Wire", "212 passengers", "ABD");
    agreed("Capital Times", "met in Helmsby on Wednesday", "ABCD");
    agreed("Capital Times", "will meet again next Tuesday", "AC");
    agreed("Capital Times", "offered a raise of 4 percent", "AB");
    agreed("Vesta Business", "to be completed in September", "ABCD");
    agreed("Vesta Business", "runs 48 ships", "ACD");
    for story in report["stories"].as_array().unwrap() {
        for (claim, _) in claims(story) {
            assert!(!claim.starts_with("and ") && claim.split(' ').count() > 3, "a fragment: {claim}");
            for false_words in ["offices", "unprepared", "strongest", "frank and", "insult"] {
                assert!(!claim.contains(false_words), "not agreed on: {claim}");
            }
        }
    }
}
