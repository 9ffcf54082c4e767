//! `eval-stories`, `eval-reuse`, `bench-relate`: how well and how fast relate works.

mod reuse;
mod stories;

pub use reuse::evaluate as evaluate_reuse;
pub use stories::evaluate as evaluate_stories;

use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use serde::Deserialize;
use std::io::Result;
use std::path::Path;
use variorum::analyse::{Analysis, quoted};
use variorum::article::{Article, Metadata, Published};
use variorum::relate::{self, collection_order};
use variorum::text;

/// The relate stage alone on the unlabelled archive.
pub fn bench(arguments: &Arguments) -> Result<()> {
    let articles: Vec<Article> =
        read(&arguments.data("stories/archive_10k.jsonl"))?.into_iter().map(|row| row.article).collect();
    let begin = cpu::seconds();
    let analyses: Vec<Analysis> = articles.iter().map(light_analysis).collect();
    let tokenised = cpu::seconds();
    let relations = relate::relate(&articles, &analyses);
    let end = cpu::seconds();
    let megabytes = articles.iter().map(|article| article.text.len()).sum::<usize>() as f64 / 1e6;
    println!(
        "{} articles, {megabytes:.1} MB: layout and quotation marks {:.2} CPU-s, relate {:.2} CPU-s: {:.0} articles per CPU-s; {} derivations, {} stories, {} threads; peak memory {} MB",
        articles.len(),
        tokenised - begin,
        end - tokenised,
        articles.len() as f64 / (end - tokenised),
        relations.derivations.len(),
        relations.stories.len(),
        relations.threads.len(),
        cpu::peak_memory() / 1_000_000
    );
    Ok(())
}

#[derive(Deserialize)]
struct Row {
    id: String,
    date: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    text: String,
    story: Option<serde_json::Value>,
}

/// An article of a data set and the story it is labelled with.
struct Labelled {
    article: Article,
    story: Option<String>,
}

/// Reads a data set, in collection order.
fn read(path: &Path) -> Result<Vec<Labelled>> {
    let mut rows: Vec<Labelled> = Vec::new();
    for row in read_lines::<Row>(path)? {
        let published = row.date.and_then(|date| date.parse().ok()).map(Published::day);
        let metadata = Metadata { outlet: row.outlet, headline: row.title, published, ..Metadata::default() };
        rows.push(Labelled {
            article: Article::new(row.id, row.text, metadata),
            story: row.story.filter(|story| !story.is_null()).map(|story| story.to_string()),
        });
    }
    rows.sort_by(|a, b| collection_order(&a.article, &b.article));
    Ok(rows)
}

/// The part of an analysis that relate needs, without the language layer.
fn light_analysis(article: &Article) -> Analysis {
    let layout = text::segment(&article.text);
    let quoted = quoted::find(&article.text, &layout);
    Analysis { layout, quoted, ..Analysis::default() }
}
