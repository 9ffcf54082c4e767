//! Text reuse against synthetic derivations.

use super::{light_analysis, read};
use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Result;
use variorum::analyse::Analysis;
use variorum::article::Article;
use variorum::relate::{self, reuse};
use variorum::text;

#[derive(Deserialize)]
struct Reused {
    target: String,
    source: String,
    #[serde(rename = "type")]
    kind: String,
    spans: Vec<(usize, usize, usize, usize, bool)>,
}

/// Recall, precision and character precision on the synthetic derivations, and the speed.
pub fn evaluate(arguments: &Arguments) -> Result<()> {
    let articles: Vec<Article> =
        read(&arguments.data("reuse/corpus_dev.jsonl"))?.into_iter().map(|row| row.article).collect();
    let number: HashMap<&str, usize> =
        articles.iter().enumerate().map(|(number, article)| (article.name.as_str(), number)).collect();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let begin = cpu::seconds();
    let analyses: Vec<Analysis> = articles.iter().map(light_analysis).collect();
    let tokenised = cpu::seconds();
    let found = reuse::find(&articles, &analyses);
    let end = cpu::seconds();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} articles, {megabytes:.1} MB: layout and quotation marks {:.2} CPU-s, reuse {:.2} CPU-s; {:.1} MB per CPU-s reuse alone, {:.1} in all",
        articles.len(),
        tokenised - begin,
        end - tokenised,
        megabytes / (end - tokenised),
        megabytes / (end - begin)
    );

    let mut gold: BTreeMap<(usize, usize), Reused> = BTreeMap::new();
    for pair in read_lines::<Reused>(&arguments.data("reuse/pairs_dev.jsonl"))? {
        if let (Some(source), Some(target)) = (number.get(pair.source.as_str()), number.get(pair.target.as_str())) {
            gold.insert((*source.min(target), *source.max(target)), pair);
        }
    }
    let shingles: Vec<BTreeSet<u64>> = articles.iter().map(|article| plain_shingles(&article.text)).collect();
    let (mut right, mut contained, mut wrong, mut quotations) = (0, 0, 0, 0);
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong_by_kind: BTreeMap<String, usize> = BTreeMap::new();
    let mut found_pairs = BTreeSet::new();
    let (mut inside, mut covered) = (0, 0);
    let mut characters_by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for derivation in &found {
        let key = (derivation.a, derivation.b);
        found_pairs.insert(key);
        let shared = shingles[key.0].intersection(&shingles[key.1]).count() as f64;
        let containment = shared / shingles[key.0].len().min(shingles[key.1].len()).max(1) as f64;
        if let Some(pair) = gold.get(&key) {
            right += 1;
            let (good, all) = characters(&articles, derivation, pair);
            inside += good;
            covered += all;
            let entry = characters_by_kind.entry(pair.kind.as_str()).or_insert((0, 0));
            *entry = (entry.0 + good, entry.1 + all);
        } else if containment >= 0.2 {
            contained += 1;
        } else if derivation.kind == reuse::DerivationKind::SharedQuotation {
            quotations += 1;
        } else {
            wrong += 1;
            *wrong_by_kind.entry(format!("{:?}", derivation.kind)).or_default() += 1;
            if arguments.flag("show") {
                let (a, b) = (&articles[key.0], &articles[key.1]);
                println!("WRONG {containment:.3} {:?}/{:?} {} {}", a.outlet, b.outlet, a.name, b.name);
                for passage in &derivation.passages {
                    println!("   | {}", passage.b.of(&b.text).replace('\n', " / "));
                }
            }
        }
    }
    for (key, pair) in &gold {
        let entry = by_kind.entry(pair.kind.as_str()).or_default();
        entry.1 += 1;
        if found_pairs.contains(key) { entry.0 += 1 } else { println!("missed {} {}", pair.kind, pair.target) }
    }
    println!("recall {:.4} ({right} of {}), {by_kind:?}", right as f64 / gold.len() as f64, gold.len());
    println!(
        "precision {:.4} (wrong {wrong} {wrong_by_kind:?}, at least 20 % contained {contained}, shared quotations alone {quotations}, not counted)",
        (right + contained) as f64 / (right + contained + wrong) as f64
    );
    println!("character precision of passages {:.4} {characters_by_kind:?}", inside as f64 / covered as f64);
    Ok(())
}

/// Hashes of the word 5-grams of a text, cut independently of the library.
fn plain_shingles(text: &str) -> BTreeSet<u64> {
    use std::hash::{Hash, Hasher};
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words
        .windows(5)
        .map(|window| {
            let mut hasher = std::collections::hash_map::DefaultHasher::new();
            window.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

/// Characters (white space aside) of the passages on both sides that lie in labelled spans, and all of them.
fn characters(articles: &[Article], derivation: &relate::Derivation, pair: &Reused) -> (usize, usize) {
    let (a, b) = (&articles[derivation.a], &articles[derivation.b]);
    let labelled = |article: &Article| -> Vec<bool> {
        let mut flags = vec![false; article.text.chars().count()];
        for span in &pair.spans {
            let (start, end) = if article.name == pair.target { (span.0, span.1) } else { (span.2, span.3) };
            flags.iter_mut().take(end).skip(start).for_each(|flag| *flag = true);
        }
        flags
    };
    let (mut good, mut all) = (0, 0);
    for (article, side) in [(a, 0), (b, 1)] {
        let flags = labelled(article);
        let table = text::CodePoints::new(&article.text);
        for passage in &derivation.passages {
            let anchor = if side == 0 { passage.a } else { passage.b };
            let start = table.before(&article.text, anchor.start());
            for (offset, character) in anchor.of(&article.text).chars().enumerate() {
                if !character.is_whitespace() {
                    all += 1;
                    good += usize::from(flags.get(start + offset) == Some(&true));
                }
            }
        }
    }
    (good, all)
}
