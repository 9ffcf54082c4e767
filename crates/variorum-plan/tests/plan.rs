//! The plan gives what the library gives, however its rows are dealt out.

// Helpers of tests may panic: that is how a test fails.
#![allow(clippy::unwrap_used)]

use arrow_array::{RecordBatch, StringArray};
use jiff::civil::date;
use std::collections::BTreeMap;
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata, Published};
use variorum::collate::view::{self, Intake};
use variorum::collate::{Limits, collate};
use variorum::relate::{collection_order, relate};
use variorum_plan::{Error, articles, plan, run};

/// Three accounts of an accident, one of what followed, one of something else; in collection order.
fn newsroom() -> Vec<Article> {
    let article = |name: &str, day: i8, text: &str| {
        let metadata = Metadata {
            outlet: Some(name.into()),
            published: Some(Published::day(date(2031, 5, day))),
            ..Metadata::default()
        };
        Article::new(name, text, metadata)
    };
    let wire = "The ferry Selma struck a gravel barge off Port Amary in thick fog on Sunday, the harbour authority said. \
                Fourteen people were injured and taken to the hospital of Amary by three rescue boats. \"We were entirely \
                unprepared for fog of this kind,\" said harbour master Mira Tolvanen.";
    let own = "Fog lay over Port Amary on Sunday when the ferry Selma hit a gravel barge. Harbour master Mira Tolvanen said at \
               least 20 passengers were injured. \"We were completely unprepared for fog of this kind,\" Tolvanen told \
               reporters.";
    let later = "Inspectors blame the pilot of the gravel barge for the collision with the ferry Selma in the fog off Port \
                 Amary on 4 May. The harbour authority had called three rescue boats.";
    let other = "The council of Belsund voted on Monday to build two schools. Teachers had asked for five.";
    let mut articles = vec![
        article("Amary Herald", 4, own),
        article("Coast Wire", 4, wire),
        article("Evening Lantern", 4, &format!("{wire} The crossing stays closed.")),
        article("Belsund Post", 5, other),
        article("Inquiry", 19, later),
    ];
    articles.sort_by(collection_order);
    articles
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> &'b StringArray {
    batch.column_by_name(name).unwrap().as_any().downcast_ref().unwrap()
}

/// Id, view and links of every story that a run gave.
fn stories(batches: &[RecordBatch]) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for batch in batches {
        for row in 0..batch.num_rows() {
            let at = |name: &str| column(batch, name).value(row).to_string();
            found.insert(at("story"), (at("body"), at("links")));
        }
    }
    found
}

#[test]
fn the_plan_gives_the_stories_of_the_library() {
    let told = newsroom();
    let found = stories(&run(&plan(), vec![articles(&told).unwrap()]).unwrap());
    let analyses: Vec<Analysis> = told.iter().map(analyse).collect();
    let relations = relate(&told, &analyses);
    let collations: Vec<_> = relations
        .stories
        .iter()
        .map(|story| collate(story, &told, &analyses, &relations.derivations, &Limits::default()))
        .collect();
    let report = view::report(&told, &analyses, &relations, &collations, Intake::default());
    assert_eq!(found.len(), report.stories.len());
    for story in &report.stories {
        assert_eq!(found[&story.id].0, serde_json::to_string(story).unwrap());
    }
    assert!(!report.threads.is_empty());
    for thread in &report.threads {
        assert!(found[&thread.later].1.contains(&thread.earlier));
    }
}

#[test]
fn neither_batches_nor_order_nor_threads_make_a_difference() {
    let told = newsroom();
    let whole = stories(&run(&plan(), vec![articles(&told).unwrap()]).unwrap());
    let backwards: Vec<RecordBatch> =
        told.iter().rev().map(|article| articles(std::slice::from_ref(article)).unwrap()).collect();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again = pool.install(|| run(&plan(), backwards.clone())).unwrap();
        assert_eq!(stories(&again), whole);
    }
}

#[test]
fn a_batch_without_a_column_is_refused() {
    let whole = articles(&newsroom()).unwrap();
    let without_text = whole.project(&[0, 1, 2]).unwrap();
    assert!(matches!(run(&plan(), vec![without_text]), Err(Error::Arrow(_))));
    assert!(run(&plan(), vec![whole.slice(0, 0)]).unwrap().is_empty());
}
