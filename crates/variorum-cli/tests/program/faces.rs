//! Every face says the same, and each is well formed.

use crate::common::{one_line, report, succeeds};
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
    assert!(markdown.matches("    - why: ").count() >= findings);
}

#[test]
fn text_fits_80_columns_and_has_every_section() {
    let text = succeeds(&["collate", "samples", "--quiet"]);
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "longer than 80 columns: {line}");
    }
    for section in [
        "At a glance",
        "Where they differ",
        "What they agree on",
        "Quotations, every reading",
        "Who says what",
        "Only in one article",
        "Timeline",
        "Who took text from whom",
        "Damaged text",
    ] {
        assert!(text.lines().any(|line| line.starts_with(section)), "no section “{section}”");
    }
}

#[test]
fn raw_normal_forms_stay_out_of_the_text() {
    let text = succeeds(&["collate", "samples", "--quiet"]);
    for internal in ["[7200", "] s", "slot/", "near-copy/", "_quotation", "G0", "story-"] {
        assert!(!text.contains(internal), "the text shows {internal}");
    }
}

#[test]
fn quotations_of_the_text_are_verbatim_even_when_cut() {
    let whole = report(&["samples"]);
    let articles = whole["articles"].as_array().unwrap();
    let texts: Vec<String> = articles.iter().map(|article| one_line(article["text"].as_str().unwrap())).collect();
    for more in [&["--quiet"][..], &["--verbose"]] {
        let text = one_line(&succeeds(&[&["collate", "samples"], more].concat()));
        let mut checked = 0;
        for part in text.split('“').skip(1) {
            let Some((inside, _)) = part.split_once('”') else { continue };
            assert!(texts.iter().any(|text| text.contains(inside)), "no article prints “{inside}”");
            checked += 1;
        }
        assert!(checked > 50);
    }
}

#[test]
fn altered_readings_stand_word_under_word() {
    let text = succeeds(&["collate", "samples/ferry", "--quiet"]);
    let above = text.lines().position(|line| line.ends_with("We were entirely   unprepared for a barge in that lane"));
    let below: Vec<&str> = text.lines().skip(above.expect("the first reading") + 1).take(2).collect();
    assert!(below[0].ends_with("We were completely unprepared for a barge in that lane"));
    assert_eq!(below[1].trim(), "~~~~~~~~~~");
    assert_eq!(below[1].find('~'), below[0].find("completely"));
}

#[test]
fn every_item_of_the_page_opens_its_passages_and_they_lead_back() {
    let page = succeeds(&["collate", "samples", "--quiet", "--format", "html"]);
    let back: std::collections::BTreeSet<&str> =
        page.split("class=\"back\" href=\"#").skip(1).filter_map(|part| part.split('"').next()).collect();
    let mut items = 0;
    for item in page.split("<div class=\"item ").skip(1) {
        let id = item.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(item.contains("href=\"#p-"), "{id} opens nothing");
        assert!(back.contains(id), "no passage leads back to {id}");
        items += 1;
    }
    assert!(items > 50);
}

#[test]
fn the_page_says_what_it_shows_without_colour() {
    let page = succeeds(&["collate", "samples/ferry", "--quiet", "--format", "html"]);
    for words in [
        "<mark class=\"changed\">entirely</mark>",
        "<mark class=\"changed\">completely</mark>",
        ">conflict</span>",
        "said by ",
        "prefers-color-scheme: dark",
        "@media print",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn no_escape_codes_where_standard_output_is_no_terminal() {
    assert!(!succeeds(&["collate", "samples", "--quiet"]).contains('\u{1b}'));
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

const PAIR: [&str; 2] = ["samples/merger/vesta-business.txt", "samples/merger/harbour-gazette.txt"];

#[test]
fn compare_sets_two_accounts_in_two_columns() {
    let text = succeeds(&["compare", PAIR[0], PAIR[1], "--quiet"]);
    let both = |left: &str, right: &str| {
        let row = |line: &str| line.split_once('│').is_some_and(|(a, b)| a.contains(left) && b.contains(right));
        assert!(text.lines().any(row), "no row has {left} | {right}");
    };
    both("Vesta Business", "Harbour Gazette");
    both("strongest name", "strongest brand");
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    let page = succeeds(&["compare", PAIR[0], PAIR[1], "--quiet", "--format", "html"]);
    assert!(page.contains("<body class=\"side-by-side\">"));
    assert!(page.find("class=\"articles\"").unwrap() < page.find("class=\"items ").unwrap());
}

#[test]
fn compare_of_one_text_says_so() {
    let text = succeeds(&["compare", PAIR[0], PAIR[0], "--quiet"]);
    assert!(text.contains("same text vesta-business.txt as vesta-business.txt"), "{text}");
}

#[test]
fn analyse_reads_as_words_in_80_columns() {
    let text = succeeds(&["analyse", "samples/ferry/amary-herald.txt", "--quiet"]);
    assert!(text.contains("Ines Kallstrom · said · \"We were completely"));
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    for internal in ["Positive", "Asserted", "Direct", "roles: \n"] {
        assert!(!text.contains(internal), "the text shows {internal}");
    }
}

#[test]
fn help_teaches_by_examples() {
    for verb in ["collate", "compare", "analyse", "quotes"] {
        let help = succeeds(&[verb, "--help"]);
        assert!(help.contains(&format!("variorum {verb} ")) && help.contains("Examples:"), "{verb}");
    }
    assert!(succeeds(&["man"]).contains("variorum"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(succeeds(&["completions", shell]).contains("collate"));
    }
}
