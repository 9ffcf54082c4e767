//! Bad input costs that input only, and is named.

use crate::common::{root, variorum};
use serde_json::Value;
use std::fs;

const GOOD: &str = "samples/ferry/amary-herald.txt";

/// Collates a good article beside the bad input, and checks that the good one is done, the counts add up, the exit code
/// is 3 and the failure names the input and says the expected words.
fn check(name: &str, bytes: &[u8], expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    check_path(path.to_str().unwrap(), expected);
}

fn check_path(path: &str, expected: &str) {
    let output = variorum(&["collate", GOOD, path, "--format", "json"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{path}: {errors}");
    assert!(errors.contains(path) && errors.contains(expected), "{path}: {errors}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["counts"]["articles"], 1);
    assert_counts_add_up(&report);
}

fn assert_counts_add_up(report: &Value) {
    let count = |key: &str| report["counts"][key].as_u64().unwrap();
    assert_eq!(count("inputs"), count("articles") + count("duplicates") + count("failures"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    check_path("samples/no-such-file.txt", "samples/no-such-file.txt");
    check("empty.txt", b"", "empty");
    check("picture.txt", &[0x89, b'P', b'N', b'G', 0, 0, 1, 2, 3, 0, 0, 0, 255, 254, 0, 0], "binary");
}

#[test]
fn a_folder_without_articles_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    check_path(folder.path().to_str().unwrap(), folder.path().to_str().unwrap());
}

#[test]
fn a_broken_line_costs_that_line_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.jsonl");
    fs::write(&path, "{\"id\":\"1\",\"text\":\"The harbour is closed.\"}\n{\"id\":\n{\"id\":\"3\",\"text\":\"The harbour is open.\"}\n")
        .unwrap();
    let output = variorum(&["collate", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("feed.jsonl:2"));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["counts"]["articles"], 2);
    assert_counts_add_up(&report);
}

#[test]
fn odd_texts_give_a_result() {
    let long_line = "The harbour of Port Amary is closed today. ".repeat(24_000);
    for (name, text) in [
        ("one-word.txt", "Closed.".to_string()),
        ("emoji.txt", "The mayor said: “🚢🚢 are back 🎉!” 👩‍👩‍👧 cheered.".to_string()),
        ("right-to-left.txt", "قال الوزير: «سنبدأ المحادثات غدا». واتفق الطرفان.".to_string()),
        ("long-line.txt", long_line),
        ("marks.txt", "““““”””” ‘‘ \" \" “ said".to_string()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let output = variorum(&["collate", path.to_str().unwrap(), "--format", "json", "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn copies_collapse_and_are_counted() {
    let line = format!("{}\n", serde_json::json!({"text": fs::read_to_string(root().join(GOOD)).unwrap()}));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copies.jsonl");
    fs::write(&path, line.repeat(10_000)).unwrap();
    let output = variorum(&["collate", path.to_str().unwrap(), "--format", "json", "--quiet"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["counts"]["articles"], 1);
    assert_eq!(report["counts"]["duplicates"], 9_999);
    assert_counts_add_up(&report);
}

#[test]
fn wrong_usage_exits_with_2() {
    assert_eq!(variorum(&["collate"]).status.code(), Some(2));
    assert_eq!(variorum(&["collate", GOOD, "--now", "yesterday"]).status.code(), Some(2));
    assert_eq!(variorum(&["compare", "samples/school/wire.jsonl", GOOD]).status.code(), Some(2));
}

#[test]
fn exit_codes_tell_what_happened() {
    let code = |arguments: &[&str]| variorum(arguments).status.code();
    assert_eq!(code(&["collate", "samples/ferry", "--quiet"]), Some(0));
    assert_eq!(code(&["collate", "samples/ferry", "--quiet", "--fail-on", "altered-quotation"]), Some(1));
    assert_eq!(code(&["collate", GOOD, "--quiet", "--fail-on", "conflict,copy"]), Some(0));
    assert_eq!(code(&["collate", GOOD, "--no-such-flag"]), Some(2));
    // A failed input weighs more than a finding: the findings may be incomplete.
    assert_eq!(code(&["collate", "samples/ferry", "no-such-file", "--fail-on", "altered-quotation"]), Some(3));
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("news.db");
    fs::write(&archive, "this is no archive, but it is long enough to look like one ".repeat(40)).unwrap();
    assert_eq!(code(&["stories", archive.to_str().unwrap()]), Some(4));
}

#[test]
fn a_result_that_cannot_be_written_is_an_error_with_a_remedy() {
    let output = variorum(&["collate", GOOD, "--quiet", "-o", "no-such-folder/report.html"]);
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("no-such-folder/report.html") && errors.contains("check the folder"), "{errors}");
}
