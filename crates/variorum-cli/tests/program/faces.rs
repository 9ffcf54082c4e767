//! Every face says the same, and each is well formed.

use crate::common::{report, succeeds};
use serde_json::Value;

#[test]
fn the_page_is_self_contained_and_its_links_lead_somewhere() {
    let page = succeeds(&["collate", "samples", "--quiet", "--format", "html"]);
    for outside in ["src=\"http", "href=\"http", "@import", "url(http", "<link"] {
        assert!(!page.contains(outside), "the page asks for something outside: {outside}");
    }
    let ids: std::collections::BTreeSet<&str> =
        page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    for fragment in page.split("href=\"#").skip(1).filter_map(|part| part.split('"').next()) {
        assert!(ids.contains(fragment), "a link leads nowhere: #{fragment}");
    }
}

#[test]
fn json_lines_hold_the_same_stories_as_json() {
    let whole = report(&["samples"]);
    let lines = succeeds(&["collate", "samples", "--quiet", "--format", "jsonl"]);
    let stories: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter_map(|line| line.get("story").cloned())
        .collect();
    assert_eq!(whole["stories"].as_array().unwrap(), &stories);
}

#[test]
fn text_and_markdown_name_every_story_and_every_finding() {
    let whole = report(&["samples"]);
    let text = succeeds(&["collate", "samples", "--quiet"]);
    let markdown = succeeds(&["collate", "samples", "--quiet", "--format", "md"]);
    for story in whole["stories"].as_array().unwrap() {
        let title = story["title"].as_str().unwrap();
        assert!(text.contains(title) && markdown.contains(title), "{title}");
    }
    let findings = whole["counts"]["findings"].as_u64().unwrap() as usize;
    assert!(markdown.matches("  - why: ").count() >= findings);
}

#[test]
fn no_escape_codes_where_standard_output_is_no_terminal() {
    assert!(!succeeds(&["collate", "samples", "--quiet"]).contains('\u{1b}'));
}

#[test]
fn the_schema_describes_the_report() {
    let schema: Value = serde_json::from_str(&succeeds(&["schema"])).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    for key in report(&["samples"]).as_object().unwrap().keys() {
        assert!(properties.contains_key(key), "{key} is not in the schema");
    }
}

#[test]
fn quotes_come_as_text_json_lines_and_csv() {
    let text = succeeds(&["quotes", "samples/merger", "--quiet"]);
    assert!(text.contains("Lenka Aurel") && text.contains("strongest brand"));
    let lines = succeeds(&["quotes", "samples/merger", "--quiet", "--format", "jsonl"]);
    for line in lines.lines() {
        assert!(serde_json::from_str::<Value>(line).unwrap()["content"][0]["exact"].is_string());
    }
    let csv = succeeds(&["quotes", "samples/merger", "--quiet", "--format", "csv"]);
    assert_eq!(csv.lines().count(), lines.lines().count() + 1);
}

#[test]
fn compare_sets_two_accounts_side_by_side() {
    let text =
        succeeds(&["compare", "samples/merger/vesta-business.txt", "samples/merger/harbour-gazette.txt", "--quiet"]);
    assert!(text.contains("compared as asked"));
}
