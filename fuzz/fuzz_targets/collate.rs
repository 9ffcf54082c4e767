//! The line from texts to a report: two or three accounts, taken as they come, give a report, and in another order the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata, Published};
use variorum::collate::{collate, view};
use variorum::relate;

/// What stands between two accounts in the fuzzer's input.
const BETWEEN: &str = "\n####\n";

fuzz_target!(|input: &str| {
    let day = Published::day(jiff::civil::date(2025, 3, 4));
    let accounts = input.splitn(3, BETWEEN).enumerate().map(|(place, text)| {
        let metadata = Metadata { published: (place < 2).then_some(day), ..Metadata::default() };
        Article::new(format!("account {place}"), text, metadata)
    });
    let accounts: Vec<Article> = accounts.collect();
    let reversed = accounts.iter().rev().cloned().collect();
    assert_eq!(report(accounts), report(reversed));
});

fn report(mut articles: Vec<Article>) -> view::Report {
    articles.sort_by(relate::collection_order);
    articles.dedup_by(|one, other| one.id == other.id);
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let relations = relate::relate(&articles, &analyses);
    let collations: Vec<_> =
        relations.stories.iter().map(|story| collate(story, &articles, &analyses, &relations.derivations)).collect();
    view::report(&articles, &analyses, &relations, &collations, view::Intake::default())
}
