//! The hard cases of `docs/hard-cases/language.md`: every row of its tables is checked.

// Helpers of tests may panic: that is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use variorum::language::{EntityKind, Name, Polarity, assertion, entities, syntax};
use variorum::text::{Anchor, segment};

const PAGE: &str = include_str!("../../../docs/hard-cases/language.md");

#[test]
fn every_hard_case_comes_out_as_the_page_says() {
    let mut section = "";
    let mut rows = 0;
    let mut wrong = Vec::new();
    for line in PAGE.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", text, mention, must_be, today, ""] = cells[..] else { continue };
        if text == "text" || text.starts_with("---") {
            continue;
        }
        rows += 1;
        let found = answer(section, &text.replace('⏎', "\n"), mention);
        let expected = if today == "✓" { must_be } else { today };
        if found != expected {
            wrong.push(format!("{section}: {text} | {mention}\n  page  {expected}\n  found {found}"));
        }
        assert!(today != must_be, "a mended case is still marked as failing: {text}");
    }
    assert!(rows >= 45, "only {rows} rows are read");
    assert!(wrong.is_empty(), "{} of {rows} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn answer(section: &str, text: &str, mention: &str) -> String {
    match section {
        "Segmentation" => tokens(text),
        "Assertion" => asserted(text),
        _ => meant(text, mention),
    }
}

fn tokens(text: &str) -> String {
    let layout = segment(text);
    let sentences = layout.sentences.iter().map(|sentence| {
        let words: Vec<&str> = layout.tokens[sentence.tokens.clone()].iter().map(|token| token.of(text)).collect();
        words.join("·")
    });
    sentences.collect::<Vec<_>>().join(" ‖ ")
}

fn asserted(marked: &str) -> String {
    let star = marked.find('*').expect("a starred predicate");
    let text = marked.replace('*', "");
    let layout = segment(&text);
    let syntax = syntax::parse(&text, &layout);
    let predicate = layout.token_at(star).expect("a predicate");
    let found = assertion::of_predicate(&text, &layout, &syntax, predicate);
    let sign = if found.polarity == Polarity::Negative { "not " } else { "" };
    format!("{sign}{:?}", found.factuality).to_lowercase()
}

fn meant(marked: &str, wording: &str) -> String {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut start = 0;
    for character in marked.chars() {
        let kind = match character {
            '[' | '{' | '<' => {
                start = text.len();
                continue;
            }
            ']' => EntityKind::Person,
            '}' => EntityKind::Organisation,
            '>' => EntityKind::Place,
            _ => {
                text.push(character);
                continue;
            }
        };
        names.push((start, text.len(), kind));
    }
    let names: Vec<Name> = names
        .into_iter()
        .map(|(start, end, kind)| Name { anchor: Anchor::new(&text, start, end).expect("a name"), kind })
        .collect();
    let layout = segment(&text);
    let syntax = syntax::parse(&text, &layout);
    let (mentions, entities) = entities::resolve(&text, &layout, &syntax, &names);
    let mention = mentions.iter().rev().find(|mention| mention.anchor.of(&text) == wording);
    match mention.map(|mention| mention.entity) {
        Some(Some(entity)) => entities[entity].key.clone(),
        Some(None) => "-".to_string(),
        None => "no such mention".to_string(),
    }
}
