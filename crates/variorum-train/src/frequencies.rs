//! `document-frequencies`: the table that says how common words are, for collections too small to tell.

use crate::arguments::{Arguments, read_lines};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Error, Result};

/// Words of a news article, about: turns the share of a word among all words into the share of articles that have it.
const ARTICLE_WORDS: f64 = 700.0;

/// How many articles the ranks of the general word list are worth beside counted ones.
const PRIOR_ARTICLES: f64 = 400.0;

/// Words kept: rarer ones are all but equally rare.
const WORDS: usize = 40_000;

#[derive(Deserialize)]
struct Document {
    text: String,
}

/// Writes `--out` from the counted articles of PolNeAR (train) and the ranks of GloVe's vocabulary.
pub fn write(arguments: &Arguments) -> Result<()> {
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    let mut articles = 0.0;
    for document in read_lines::<Document>(&arguments.data("quotes/polnear_train.jsonl"))? {
        articles += 1.0;
        for word in words(&document.text) {
            *counts.entry(word).or_default() += 1.0;
        }
    }
    let ranks = std::fs::read_to_string(arguments.data("language/word_clusters.tsv"))?;
    let listed: Vec<&str> = ranks.lines().filter_map(|line| line.split('\t').next()).collect();
    // Zipf's law with the constant of English running text; the frequency of the most common word is about .06.
    let harmonic: f64 = (1..=listed.len()).map(|rank| 1.0 / (rank as f64 + 2.0)).sum();
    let rarest = -f64::exp_m1(-ARTICLE_WORDS / harmonic / listed.len() as f64);
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    for (rank, word) in listed.iter().enumerate() {
        if word.chars().all(char::is_alphanumeric) {
            let share = -f64::exp_m1(-ARTICLE_WORDS / harmonic / (rank as f64 + 3.0));
            shares.entry((*word).to_string()).or_insert(share);
        }
    }
    for (word, count) in &counts {
        if *count >= 3.0 {
            shares.entry(word.clone()).or_insert(rarest);
        }
    }
    let mut rows: Vec<(String, u64)> = shares
        .into_iter()
        .map(|(word, share)| {
            let counted = counts.get(&word).copied().unwrap_or(0.0);
            let combined = (counted + PRIOR_ARTICLES * share) / (articles + PRIOR_ARTICLES);
            (word, (combined * 100_000.0).round() as u64)
        })
        .collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows.truncate(WORDS);
    let mut table = String::from(HEADER);
    for (word, share) in rows {
        writeln!(table, "{word}\t{share}").map_err(Error::other)?;
    }
    std::fs::write(arguments.value("out").unwrap_or("data/document_frequencies.tsv"), table)
}

/// The distinct words of a text in lower case, cut as the library's relate room cuts them.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

const HEADER: &str = "\
# How many of 100,000 English news articles have a word, about. word<TAB>articles, most common first.
# Made by `cargo run --release -p variorum-train -- document-frequencies --data ../shared/data`:
# counts over the 840 training articles of PolNeAR (statistics only, none of its text), smoothed by the rank of the word
# in the vocabulary of GloVe 6B (Wikipedia 2014 and Gigaword 5; Public Domain Dedication and License), read with Zipf's law.
";
