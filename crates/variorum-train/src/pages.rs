//! `eval-html`: the main text of news pages against the true one, and speed.

use crate::arguments::Arguments;
use crate::cpu;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader};
use variorum_ingest::{Ingested, Limits, read_bytes};

/// The true main text of one page.
#[derive(Deserialize)]
struct Truth {
    #[serde(rename = "articleBody")]
    text: String,
    url: String,
}

/// Prints precision, recall and F1 of 4-word shingles, each the mean over the pages, as the public article extraction
/// benchmark counts them; how many pages have a date, an outlet and so on; pages per second of processor time.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let truths = File::open(arguments.data("html/ground_truth.json"))?;
    let truths: BTreeMap<String, Truth> = serde_json::from_reader(BufReader::new(truths))?;
    let pages = truths
        .keys()
        .map(|name| fs::read(arguments.data(&format!("html/pages/{name}.html.gz"))))
        .collect::<io::Result<Vec<Vec<u8>>>>()?;

    let start = cpu::seconds();
    let read: Vec<Ingested> = pages.iter().map(|page| read_bytes("page.html.gz", page, &Limits::default())).collect();
    let used = cpu::seconds() - start;

    let (mut precision, mut recall) = (0.0, 0.0);
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for ((name, truth), ingested) in truths.iter().zip(&read) {
        let article = ingested.articles.first();
        let text = article.map_or("", |article| article.text.as_str());
        let (true_shingles, shingles) = (shingles(&truth.text), shingles(text));
        let shared = shared(&true_shingles, &shingles) as f64;
        let (found, wanted) = (total(&shingles), total(&true_shingles));
        let page_precision = if found == 0.0 { 1.0 } else { shared / found };
        let page_recall = if wanted == 0.0 { 1.0 } else { shared / wanted };
        precision += page_precision;
        recall += page_recall;
        if arguments.flag("pages") {
            println!("{page_precision:.3} {page_recall:.3} {name} {}", truth.url);
            if let Some(article) = article {
                let published = article.published.map(|published| published.to_string());
                println!("  {:?} {:?} {:?} {:?}", article.outlet, article.headline, article.byline, published);
            }
            for failure in &ingested.failures {
                println!("  {failure}");
            }
        }
        let Some(article) = article else { continue };
        for (field, present) in [
            ("address", article.url.is_some()),
            ("outlet", article.outlet.is_some()),
            ("headline", article.headline.is_some()),
            ("byline", article.byline.is_some()),
            ("day", article.published.is_some()),
            ("time and zone", article.published.is_some_and(|published| published.offset_minutes.is_some())),
            ("language", article.language.is_some()),
        ] {
            *known.entry(field).or_default() += usize::from(present);
        }
    }
    let count = truths.len() as f64;
    let (precision, recall) = (precision / count, recall / count);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{count} pages: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    println!("  {:.0} pages per CPU-second ({used:.2} s)", count / used);
    println!("  known: {known:?}");
    Ok(())
}

/// Counts of the runs of four words.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let mut counts = BTreeMap::new();
    for shingle in words.windows(4.min(words.len().max(1))) {
        *counts.entry(shingle.to_vec()).or_default() += 1;
    }
    counts
}

fn shared(a: &BTreeMap<Vec<&str>, usize>, b: &BTreeMap<Vec<&str>, usize>) -> usize {
    a.iter().map(|(shingle, count)| b.get(shingle).copied().unwrap_or(0).min(*count)).sum()
}

fn total(counts: &BTreeMap<Vec<&str>, usize>) -> f64 {
    counts.values().sum::<usize>() as f64
}
