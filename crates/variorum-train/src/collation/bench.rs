//! `bench-collate`: CPU time of collating a story of 10, 50, 200 and 1,000 articles, with a digest of what came out.

use super::stories::{Row, one_story};
use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use std::io::Result;
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, content_hash};
use variorum::collate::{Collation, Limits, collate};
use variorum::relate::collection_order;

/// A story is collated again until this many CPU-seconds have passed: a single run of a small one is within the noise.
const MEASURED: f64 = 2.0;
/// And so many times at least: the first run of a large one is slow for the memory that it is the first to touch.
const FEWEST_RUNS: usize = 3;

/// Prints CPU-seconds by number of articles, and how they grow beside n log n of the statements. The story is made of
/// dated articles that lie side by side in the archive: more different statements than a real story has, so an upper
/// bound. `--most 4000` adds a story of so many.
pub fn run(arguments: &Arguments) -> Result<()> {
    let rows: Vec<Row> = read_lines(&arguments.data("stories/archive_10k.jsonl"))?;
    let most = arguments.value("most").and_then(|most| most.parse().ok()).unwrap_or(1000);
    let mut articles: Vec<Article> = rows.iter().take(most).map(Row::article).collect();
    articles.sort_by(collection_order);
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let mut before: Option<(usize, f64)> = None;
    for count in [10, 50, 200, 1000, 4000].into_iter().filter(|count| *count <= most) {
        let (articles, analyses) = (&articles[..count.min(articles.len())], &analyses[..count.min(analyses.len())]);
        let statements: usize = analyses.iter().map(|analysis| analysis.statements.len()).sum();
        let (collation, seconds, runs) = measured(articles, analyses);
        let step = before.map_or_else(String::new, |(fewer, less)| {
            let order = |statements: usize| statements as f64 * (statements as f64).ln();
            format!(" ({:.2} times, n log n is {:.2})", seconds / less, order(statements) / order(fewer))
        });
        println!(
            "{count} articles, {statements} statements: {seconds:.3} CPU-seconds{step}, smallest of {runs}, {} findings, \
             {} claims, digest {}",
            collation.findings.len(),
            collation.claims.len(),
            content_hash([serde_json::to_string(&collation)?.as_str()])
        );
        before = Some((statements, seconds));
    }
    Ok(())
}

/// What comes out of one story, the fewest CPU-seconds that a run took, and the number of runs.
fn measured(articles: &[Article], analyses: &[Analysis]) -> (Collation, f64, usize) {
    let (mut smallest, mut total, mut runs) = (f64::INFINITY, 0.0, 0);
    loop {
        let begin = cpu::thread_seconds();
        let collation = collate(&one_story(articles), articles, analyses, &[], &Limits::default());
        let seconds = cpu::thread_seconds() - begin;
        smallest = smallest.min(seconds);
        total += seconds;
        runs += 1;
        // Where the system tells no time, one run must do.
        if runs >= FEWEST_RUNS && total >= MEASURED || total <= 0.0 {
            return (collation, smallest, runs);
        }
    }
}
