//! Adding, listing, showing, finding, reviewing, removing, writing out.

use crate::common::{one_line, succeeds, variorum};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// An archive of the samples in this folder.
fn samples(folder: &Path) -> String {
    let archive = folder.join("desk.variorum").to_string_lossy().into_owned();
    succeeds(&["add", &archive, "samples", "--quiet"]);
    archive
}

/// The objects of JSON Lines.
fn lines(page: &str) -> Vec<Value> {
    page.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

#[test]
fn a_story_of_an_archive_is_the_story_that_collate_finds() {
    let folder = tempfile::tempdir().unwrap();
    let archive = samples(folder.path());
    let collated: Value =
        serde_json::from_str(&succeeds(&["collate", "samples", "--quiet", "--format", "json"])).unwrap();
    let stories = lines(&succeeds(&["stories", &archive, "--format", "jsonl"]));
    assert_eq!(stories.len(), collated["stories"].as_array().unwrap().len());
    for expected in collated["stories"].as_array().unwrap() {
        let shown: Value =
            serde_json::from_str(&succeeds(&["show", &archive, text(expected, "id"), "--format", "json"])).unwrap();
        assert_eq!(&shown["stories"][0], expected);
        let threads = |report: &Value| -> BTreeSet<String> {
            let of_story = report["threads"].as_array().unwrap().iter();
            let of_story = of_story.filter(|link| link["earlier"] == expected["id"] || link["later"] == expected["id"]);
            of_story.map(ToString::to_string).collect()
        };
        assert_eq!(threads(&shown), threads(&collated));
    }
}

#[test]
fn adding_again_adds_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a").to_string_lossy().into_owned();
    let first = succeeds(&["add", &archive, "samples/ferry"]);
    assert!(first.lines().count() >= 3 && first.lines().all(|line| line.contains(" added ")));
    let output = variorum(&["add", &archive, "samples"]);
    let again = String::from_utf8(output.stdout).unwrap();
    assert!(first.lines().all(|line| !again.contains(line)));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&format!("{} known", first.lines().count())));
    assert!(succeeds(&["check", &archive]).ends_with("sound\n"));
}

#[test]
fn search_finds_words_speakers_entities_days_and_findings() {
    let folder = tempfile::tempdir().unwrap();
    let archive = samples(folder.path());
    let found = |arguments: &[&str]| {
        let all: Vec<&str> = ["search", &archive, "--format", "jsonl"].iter().chain(arguments).copied().collect();
        lines(&succeeds(&all)).iter().map(|hit| text(hit, "name").to_string()).collect::<Vec<String>>()
    };
    assert!(found(&["gravel barge"]).contains(&"sentinel.md".to_string()));
    assert!(found(&["\"barge gravel\""]).is_empty());
    assert!(found(&["OR NOT (\"*"]).is_empty());
    assert_eq!(found(&[""]).len(), 14);
    assert!(found(&["--outlet", "coast wire"]).iter().all(|name| name.starts_with("coast-wire")));
    assert!(!found(&["ferry", "--speaker", "kallstrom"]).is_empty());
    assert!(found(&["merger", "--speaker", "kallstrom"]).is_empty());
    assert!(!found(&["--entity", "Kallstrom"]).is_empty());
    assert!(found(&["--since", "2026-05-09"]).iter().all(|name| !name.contains("wire")));
    assert_eq!(found(&["--since", "2026-05-04", "--until", "2026-05-04"]).len(), 1);
    let exported = lines(&succeeds(&["export", &archive, "--format", "jsonl"]));
    let finding = exported.iter().find(|row| row["table"] == "finding").expect("the samples have findings");
    let concerned = found(&["--finding", text(finding, "kind")]);
    assert!(!concerned.is_empty() && concerned.len() < 14);
}

#[test]
fn the_former_id_of_a_story_finds_what_became_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a").to_string_lossy().into_owned();
    succeeds(&["add", &archive, "samples/ferry/coast-wire.txt"]);
    let former = text(&lines(&succeeds(&["stories", &archive, "--format", "jsonl"]))[0], "id").to_string();
    succeeds(&["add", &archive, "samples/ferry"]);
    let shown = succeeds(&["show", &archive, &former, "--format", "json"]);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_ne!(text(&shown["stories"][0], "id"), former);
    assert!(shown["stories"][0]["witnesses"].as_array().unwrap().len() > 1);
}

#[test]
fn a_changed_article_is_a_new_version_and_the_change_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a").to_string_lossy().into_owned();
    let path = folder.path().join("ferry.txt");
    let text_of = |injured: &str| {
        format!(
            "The ferry Selma struck a barge off Port Amary in thick fog on Sunday morning, the harbour authority said. \
             {injured} people were injured and taken to the hospital of Amary by three rescue boats."
        )
    };
    let add = |injured: &str| {
        fs::write(&path, text_of(injured)).unwrap();
        succeeds(&["add", &archive, &path.to_string_lossy()])
    };
    let first = add("Eleven");
    let second = add("Fourteen");
    assert!(second.contains(" version 2 of ferry.txt"));
    let stories = lines(&succeeds(&["stories", &archive, "--format", "jsonl"]));
    assert_eq!(stories[0]["articles"], 1, "the earlier version is no account of its own");
    let old = first.split(' ').next().unwrap();
    let change = succeeds(&["show", &archive, old]);
    assert!(change.contains("Eleven") && change.contains("Fourteen"));
}

#[test]
fn a_shown_story_names_the_stories_before_and_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a").to_string_lossy().into_owned();
    let write = |name: &str, day: &str, headline: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("---\ntitle: {headline}\ndate: {day}\n---\n\n{text}\n")).unwrap();
        succeeds(&["add", &archive, &path.to_string_lossy(), "--quiet"]);
    };
    // The later story comes first: the link is made when the earlier one arrives.
    write(
        "inquiry.md",
        "2031-05-19",
        "Inspectors blame barge pilot for Selma collision",
        "Inspectors blame the pilot of the gravel barge for the collision with the ferry Selma in the fog off Port Amary. The \
         harbour authority had called three rescue boats to the Selma.",
    );
    write(
        "collision.md",
        "2031-05-04",
        "Ferry Selma and gravel barge collide off Port Amary",
        "The ferry Selma struck a gravel barge off Port Amary in thick fog on Sunday, the harbour authority said. Three rescue \
         boats were called.",
    );
    let stories = lines(&succeeds(&["stories", &archive, "--format", "jsonl"]));
    assert_eq!(stories.len(), 2);
    let shown = |story: &Value| one_line(&succeeds(&["show", &archive, text(story, "id")]));
    assert!(shown(&stories[0]).contains("next story of the thread: Inspectors blame barge pilot for Selma collision"));
    assert!(
        shown(&stories[1])
            .contains("previous story of the thread: Ferry Selma and gravel barge collide off Port Amary")
    );
}

#[test]
fn a_decision_outlives_new_runs() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a").to_string_lossy().into_owned();
    succeeds(&["add", &archive, "samples/ferry"]);
    let exported = lines(&succeeds(&["export", &archive, "--format", "jsonl"]));
    let finding = exported.iter().find(|row| row["table"] == "finding").expect("the ferry has findings");
    let (id, story) = (text(finding, "id"), text(finding, "story"));
    succeeds(&["review", &archive, &id[..10], "dismiss", "--reason", "the count was corrected"]);
    succeeds(&["add", &archive, "samples"]);
    let shown: Value = serde_json::from_str(&succeeds(&["show", &archive, story, "--format", "json"])).unwrap();
    assert!(shown["stories"][0]["findings"].as_array().unwrap().iter().all(|finding| text(finding, "id") != id));
    assert!(shown["warnings"][0].as_str().unwrap().ends_with("dismissed by a reviewer: the count was corrected"));
}

#[test]
fn what_is_removed_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let archive = samples(folder.path());
    let hits = lines(&succeeds(&["search", &archive, "gravel", "--format", "jsonl"]));
    let mut arguments = vec!["remove", &archive];
    arguments.extend(hits.iter().map(|hit| text(hit, "article")));
    succeeds(&arguments);
    assert_eq!(succeeds(&["search", &archive, "gravel"]), "");
    assert!(succeeds(&["check", &archive]).ends_with("sound\n"));
}

#[test]
fn every_exported_place_slices_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let archive = samples(folder.path());
    let rows = lines(&succeeds(&["export", &archive, "--format", "jsonl"]));
    let texts: BTreeMap<&str, Vec<char>> = rows
        .iter()
        .filter(|row| row["table"] == "article")
        .map(|row| (text(row, "id"), text(row, "text").chars().collect()))
        .collect();
    let slice = |article: &str, place: &Value| {
        let at = |key: &str| place[key].as_u64().unwrap() as usize;
        texts[article][at("start")..at("end")].iter().collect::<String>()
    };
    let attributions: Vec<&Value> = rows.iter().filter(|row| row["table"] == "attribution").collect();
    assert!(attributions.len() > 20);
    for row in attributions {
        assert_eq!(slice(text(row, "article"), row), text(row, "exact"));
    }
    let mut targets = 0;
    for annotation in lines(&succeeds(&["export", &archive, "--format", "w3c"])) {
        for target in annotation["target"].as_array().unwrap() {
            let article = text(target, "source").strip_prefix("urn:variorum:article/").unwrap();
            assert_eq!(slice(article, &target["selector"][0]), text(&target["selector"][1], "exact"));
            targets += 1;
        }
    }
    assert!(targets > 100);
    assert_eq!(lines(&succeeds(&["export", &archive, "--format", "ninjs"])).len(), texts.len());
    let csv = folder.path().join("csv");
    succeeds(&["export", &archive, "--format", "csv", "--output", &csv.to_string_lossy()]);
    assert!(fs::read_to_string(csv.join("finding.csv")).unwrap().starts_with("story,number,id,"));
}
