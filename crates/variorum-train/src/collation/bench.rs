//! `bench-collate`: CPU time of collating a story of 10, 50, 200 and 1,000 articles, with a digest of what came out.

use super::stories::{Row, one_story};
use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use std::io::Result;
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, content_hash};
use variorum::collate::collate;
use variorum::relate::collection_order;

/// Prints CPU-seconds by number of articles. The story is made of dated articles that lie side by side in the archive:
/// more different statements than a real story has, so an upper bound.
pub fn run(arguments: &Arguments) -> Result<()> {
    let rows: Vec<Row> = read_lines(&arguments.data("stories/archive_10k.jsonl"))?;
    let mut articles: Vec<Article> = rows.iter().take(1000).map(Row::article).collect();
    articles.sort_by(collection_order);
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    for count in [10, 50, 200, 1000] {
        let (articles, analyses) = (&articles[..count.min(articles.len())], &analyses[..count.min(analyses.len())]);
        let statements: usize = analyses.iter().map(|analysis| analysis.statements.len()).sum();
        let begin = cpu::seconds();
        let collation = collate(&one_story(articles), articles, analyses, &[]);
        let seconds = cpu::seconds() - begin;
        println!(
            "{count} articles, {statements} statements: {seconds:.3} CPU-seconds, {} findings, {} claims, digest {}",
            collation.findings.len(),
            collation.claims.len(),
            content_hash([serde_json::to_string(&collation)?.as_str()])
        );
    }
    Ok(())
}
