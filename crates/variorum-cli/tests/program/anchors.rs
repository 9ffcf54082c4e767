//! Every anchor slices its article, and nothing stands inside quotation marks that no article prints.

use crate::common::{objects, one_line, report, succeeds};
use serde_json::Value;
use std::collections::BTreeMap;

/// Texts by article id.
fn texts(report: &Value) -> BTreeMap<String, String> {
    let articles = report["articles"].as_array().unwrap();
    articles
        .iter()
        .map(|article| (article["id"].as_str().unwrap().into(), article["text"].as_str().unwrap().into()))
        .collect()
}

/// Checks every passage of a report or of annotations against the texts; gives their number.
fn check_passages(value: &Value, texts: &BTreeMap<String, String>) -> usize {
    let mut passages = 0;
    objects(value, &mut |object| {
        let (Some(exact), Some(start_byte)) = (object.get("exact"), object.get("start_byte")) else { return };
        let text = &texts[object["article"].as_str().unwrap()];
        let exact = exact.as_str().unwrap();
        let number = |key: &str| object[key].as_u64().unwrap() as usize;
        assert_eq!(&text[start_byte.as_u64().unwrap() as usize..number("end_byte")], exact);
        let characters: String = text.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(characters, exact);
        passages += 1;
    });
    passages
}

#[test]
fn every_passage_of_a_report_slices_its_article() {
    let report = report(&["samples"]);
    assert!(check_passages(&report, &texts(&report)) > 100);
}

#[test]
fn every_passage_of_an_analysis_slices_its_article() {
    let page = succeeds(&["analyse", "samples/ferry/amary-herald.txt", "--format", "json"]);
    let annotations: Value = serde_json::from_str(&page).unwrap();
    let article = &annotations["article"];
    let texts =
        BTreeMap::from([(article["id"].as_str().unwrap().to_string(), article["text"].as_str().unwrap().to_string())]);
    assert!(check_passages(&annotations, &texts) > 20);
}

#[test]
fn reasons_quote_only_what_an_article_prints() {
    let report = report(&["samples"]);
    let texts: Vec<String> = texts(&report).values().map(|text| one_line(text)).collect();
    let mut quoted = 0;
    objects(&report["stories"], &mut |object| {
        for key in ["why", "because", "explanation", "reason", "subject"] {
            let Some(words) = object.get(key).and_then(Value::as_str) else { continue };
            for part in words.split('“').skip(1) {
                let inside = one_line(part.split('”').next().unwrap());
                assert!(texts.iter().any(|text| text.contains(&inside)), "no article prints “{inside}”: {words}");
                quoted += 1;
            }
        }
    });
    assert!(quoted > 0);
}
