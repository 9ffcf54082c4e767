//! What holds of every text: anchors slice, analysing twice is the same, the order of the articles changes nothing.
//!
//! The texts are made of invented sentences, of marks that open and never close, and of characters that have broken
//! readers before; the shapes are drawn at random, the same at every run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use std::collections::BTreeMap;
use variorum::analyse::{Analysis, analyse, analyse_as_of};
use variorum::article::{Article, Metadata, Published};
use variorum::collate::{Limits, collate, view};
use variorum::relate;

/// Runs a property on `cases` inputs that are the same at every run.
fn for_all<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let outcome = TestRunner::new_with_rng(config, random).run(&strategy, |input| {
        property(input);
        Ok(())
    });
    outcome.unwrap();
}

/// A stretch of text: sentences as newspapers print them, and what they should never print.
fn stretch() -> impl Strategy<Value = String> {
    let person = prop::sample::select(vec![
        "Mara Quill",
        "Mayor Quill",
        "Tomas Brandt",
        "he",
        "the Selby council",
        "Dr. J. K. Oduya",
    ]);
    let verb = prop::sample::select(vec!["said", "denied", "told reporters", "wrote on Tidings", "warned on Tuesday"]);
    let amount = prop::sample::select(vec![
        "14",
        "at least 20",
        "nearly ninety minutes",
        "an hour and a half",
        "3.5 percent",
        "$1.2bn",
    ]);
    let marks = prop::sample::select(vec![("“", "”"), ("\"", "\""), ("‘", "’"), ("“", ""), ("«", "»"), ("", "\"")]);
    let sentence = (person, verb, amount, marks).prop_map(|(person, verb, amount, (open, close))| {
        format!("{open}The ferry was {amount} late and will not sail,{close} {person} {verb} in Port Amary on 4 March 2025. ")
    });
    let odd = prop::sample::select(vec![
        "\n\n",
        "\r\n",
        "\u{feff}",
        "\u{200b}",
        "e\u{301}",
        "שלום \u{202b}abc\u{202c} ",
        "👩‍👩‍👧 ",
        "including , ",
        "Mr. . ",
        "“‘“",
        "PORT AMARY, March 4 (Coast Wire) - ",
        "Photo: ",
        "https://a.example/?q=1,2 ",
        "\t",
        "…",
        "U.S. ",
        "\u{0}",
        "１２３ ",
        "Jan. 32, 2025 ",
        "99999999999999999999 ",
        "the the ",
        "2020-01.25-30 ",
        "id\"20025d\"20~25-0025-0.25-0025-",
        "—",
        "ß İ ǆ ",
        "said said said ",
    ]);
    prop_oneof![4 => sentence, 3 => odd.prop_map(String::from), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(stretch(), 0..12).prop_map(|stretches| stretches.concat())
}

fn published(day: i8) -> Metadata {
    Metadata { published: Some(Published::day(jiff::civil::date(2025, 3, day))), ..Metadata::default() }
}

/// Checks every passage in `value` against the text of its article; gives their number.
fn check_passages(value: &Value, texts: &BTreeMap<&str, &str>) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| check_passages(item, texts)).sum(),
        Value::Object(fields) => {
            let inside: usize = fields.values().map(|field| check_passages(field, texts)).sum();
            let (Some(exact), Some(article)) = (fields.get("exact"), fields.get("article")) else { return inside };
            let text = texts[article.as_str().unwrap()];
            let offset = |key: &str| fields[key].as_u64().unwrap() as usize;
            let bytes = &text[offset("start_byte")..offset("end_byte")];
            let characters: String = text.chars().skip(offset("start")).take(offset("end") - offset("start")).collect();
            assert_eq!((bytes, characters.as_str()), (exact.as_str().unwrap(), exact.as_str().unwrap()));
            inside + 1
        }
        _ => 0,
    }
}

fn report(mut articles: Vec<Article>) -> view::Report {
    articles.sort_by(relate::collection_order);
    articles.dedup_by(|one, other| one.id == other.id);
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let relations = relate::relate(&articles, &analyses);
    let collate = |story| collate(story, &articles, &analyses, &relations.derivations, &Limits::default());
    let collations: Vec<_> = relations.stories.iter().map(collate).collect();
    view::report(&articles, &analyses, &relations, &collations, view::Intake::default())
}

#[test]
fn every_anchor_of_an_analysis_slices_and_analysing_twice_is_the_same() {
    for_all(96, text(), |text| {
        let article = Article::new("drawn", text.as_str(), published(4));
        let analysis = analyse(&article);
        assert_eq!(analysis, analyse(&article), "{text:?}");
        let shown = serde_json::to_value(view::annotations(&article, &analysis)).unwrap();
        check_passages(&shown, &BTreeMap::from([(article.id.as_str(), text.as_str())]));
    });
}

#[test]
fn a_kept_analysis_reads_back_as_it_was() {
    for_all(32, text(), |text| {
        let analysis = analyse_as_of(&Article::new("drawn", text, published(4)), None);
        let kept = serde_json::to_string(&analysis).unwrap();
        assert_eq!(analysis, serde_json::from_str::<Analysis>(&kept).unwrap());
    });
}

#[test]
fn the_order_of_the_articles_changes_nothing_and_every_passage_of_a_report_slices() {
    let collection = prop::collection::vec((text(), 1..6i8), 0..5);
    for_all(
        32,
        collection.prop_flat_map(|drawn| (Just(drawn.clone()), Just(drawn).prop_shuffle())),
        |(drawn, shuffled)| {
            let articles = |drawn: &[(String, i8)]| -> Vec<Article> {
                drawn
                    .iter()
                    .map(|(text, day)| Article::new(format!("of day {day}"), text.as_str(), published(*day)))
                    .collect()
            };
            let first = report(articles(&drawn));
            assert_eq!(
                serde_json::to_string(&first).unwrap(),
                serde_json::to_string(&report(articles(&shuffled))).unwrap()
            );
            let texts = first.articles.iter().map(|article| (article.id.as_str(), article.text.as_str())).collect();
            check_passages(&serde_json::to_value(&first).unwrap(), &texts);
        },
    );
}

#[test]
fn copies_of_one_sentence_and_very_long_words_end() {
    let sentence = "The ferry will not sail, Mayor Mara Quill said. ";
    for text in ["x".repeat(200_000), sentence.repeat(400), "“".repeat(5_000), "1 ".repeat(5_000), "and ".repeat(5_000)]
    {
        let article = Article::new("long", text.as_str(), Metadata::default());
        let shown = serde_json::to_value(view::annotations(&article, &analyse(&article))).unwrap();
        check_passages(&shown, &BTreeMap::from([(article.id.as_str(), text.as_str())]));
    }
}
