//! The limits of the comparison can be set, and a story says what one cut off.

use crate::common::{report, root, succeeds, variorum};
use std::fs;

const FERRY: &str = "samples/ferry";

#[test]
fn a_limit_shows_less_and_the_report_says_so() {
    let claims = |inputs: &[&str]| report(inputs)["stories"][0]["agreed"].as_array().unwrap().len();
    assert!(claims(&[FERRY]) > 1);
    assert_eq!(claims(&[FERRY, "--limit", "claims=1", "--limit", "dates=1"]), 1);
    for format in ["text", "md", "html"] {
        let page = succeeds(&["collate", FERRY, "--format", format, "--limit", "claims=1"]);
        assert!(page.contains("Not compared, and why"), "{format}");
        let line = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(line.contains("Limits reached: ") && line.contains("claims 1"), "{format}");
    }
}

#[test]
fn no_limit_is_too_low_or_too_high() {
    let names = ["index-words", "word-sentences", "clause-sentences", "clause-sentences-of-one", "passage-sentences"];
    let others = ["figure-sentences", "aligned", "aligned-word", "predicate-clauses", "readings", "party-passages"];
    let shown = ["claims", "dates", "alone", "alone-of-one"];
    for number in [0, 1, usize::MAX] {
        let settings: Vec<String> =
            names.iter().chain(&others).chain(&shown).map(|name| format!("--limit={name}={number}")).collect();
        let mut arguments = vec!["collate", FERRY, "--quiet"];
        arguments.extend(settings.iter().map(String::as_str));
        succeeds(&arguments);
    }
}

#[test]
fn a_limit_that_cannot_be_set_is_a_clear_error() {
    let error = |setting: &str| {
        let output = variorum(&["collate", FERRY, "--limit", setting]);
        assert_eq!(output.status.code(), Some(2), "{setting}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(error("clams=9").contains("no limit is called `clams`; there are: index-words, word-sentences, "));
    assert!(error("claims=many").contains("`many` is no number for the limit claims"));
    assert!(error("claims").contains("`claims` is not NAME=NUMBER"));
}

#[test]
fn the_help_and_the_page_on_figures_list_every_limit() {
    let help = succeeds(&["collate", "--help"]);
    let figures = fs::read_to_string(root().join("docs/benchmarks/collate.md")).unwrap();
    let rows = help.lines().skip_while(|line| !line.starts_with("Limits, as they are")).skip(1);
    let mut listed = 0;
    for row in rows {
        let mut fields = row.split_whitespace();
        let (Some(name), Some(value)) = (fields.next(), fields.next()) else { continue };
        if value.parse::<usize>().is_err() {
            continue;
        }
        assert!(figures.contains(&format!("| `{name}` | {value} |")), "{name} = {value} in docs/benchmarks/collate.md");
        listed += 1;
    }
    assert_eq!(listed, 15);
}
