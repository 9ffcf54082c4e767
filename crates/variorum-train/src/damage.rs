//! `eval-damage`: how much damage is found in news that is mostly sound, so that what is flagged can be read by hand.

use crate::arguments::{Arguments, read_lines};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use variorum::analyse::{DamageKind, analyse};
use variorum::article::{Article, Metadata};

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
}

/// Prints how many passages of each kind are flagged; with `--show`, each with its surroundings. `--file` names another
/// file of JSON Lines below `--data`.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let given = arguments.value("file");
    let files = given.map_or(vec!["stories/basil.jsonl", "quotes/polnear_dev.jsonl"], |file| vec![file]);
    for file in files {
        let records: Vec<Record> = read_lines(&arguments.data(file))?;
        let mut counts: BTreeMap<DamageKind, (usize, usize)> = BTreeMap::new();
        for record in &records {
            let article = Article::new(record.id.as_str(), record.text.as_str(), Metadata::default());
            let analysis = analyse(&article);
            let mut kinds: Vec<DamageKind> = Vec::new();
            for damage in &analysis.damage {
                counts.entry(damage.kind).or_default().0 += 1;
                kinds.push(damage.kind);
                if arguments.flag("show") {
                    let text = article.text.as_str();
                    let around =
                        |from: usize, to: usize| text.get(floor(text, from)..floor(text, to)).unwrap_or_default();
                    let (start, end) = (damage.anchor.start(), damage.anchor.end());
                    let (left, right) = (around(start.saturating_sub(60), start), around(end, end + 60));
                    let line = format!("{left}⟦{}⟧{right}", damage.anchor.of(text)).replace('\n', "⏎");
                    println!("{:?}\t{}\t{line}", damage.kind, record.id);
                }
            }
            kinds.dedup();
            for kind in kinds {
                counts.entry(kind).or_default().1 += 1;
            }
        }
        println!("{file}: {} articles", records.len());
        for (kind, (flags, articles)) in counts {
            println!("  {kind:?}: {flags} in {articles} articles");
        }
    }
    Ok(())
}

/// The nearest character border at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}
