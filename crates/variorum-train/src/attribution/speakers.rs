//! `eval-speakers`: whether quotations of BASIL are given to the right person, against marks made by hand.

use crate::arguments::{Arguments, read_lines};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use variorum::analyse::{Analysis, Attribution, analyse};
use variorum::article::{Article, Metadata};
use variorum::text::{Anchor, CodePoints};

const GOLD: &str = include_str!("../../gold/basil_speakers.tsv");

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

/// Prints precision and recall of the speakers of the marked quotations: `--data DIR [--errors]`.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let lines: Vec<Line> = read_lines(&arguments.data("stories/basil.jsonl"))?;
    let texts: BTreeMap<String, String> = lines.into_iter().map(|line| (line.id, line.text)).collect();
    let mut analyses: BTreeMap<&str, Analysis> = BTreeMap::new();
    let (mut named, mut answered, mut right) = (0, 0, 0);
    for line in GOLD.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, start, end, names] = fields[..] else { return Err(io::Error::other(format!("bad line: {line}"))) };
        let Some(text) = texts.get(id) else { continue };
        let analysis =
            analyses.entry(id).or_insert_with(|| analyse(&Article::new(id, text.as_str(), Metadata::default())));
        let points = CodePoints::new(text);
        let range = (start.parse().unwrap_or(0), end.parse().unwrap_or(0));
        let answer = speaker(text, analysis, &points, range);
        let known = |name: &str| names.split(';').any(|gold| agrees(gold, name));
        let correct = answer.as_ref().is_some_and(|names| names.iter().any(|name| known(name)));
        named += usize::from(names != "-");
        answered += usize::from(answer.is_some());
        right += usize::from(correct);
        if arguments.flag("errors") && !correct && (answer.is_some() || names != "-") {
            println!("{id} {start}-{end}: {names}, not {answer:?}");
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "precision {:.1} ({right} of {answered}), recall {:.1} ({right} of {named})",
        share(right, answered),
        share(right, named)
    );
    Ok(())
}

/// The names of the speakers of the attribution that holds most of a passage; `None` where none is resolved.
fn speaker(text: &str, analysis: &Analysis, points: &CodePoints, passage: (usize, usize)) -> Option<Vec<String>> {
    let shared = |anchor: Anchor| {
        let (start, end) = points.of(text, anchor);
        end.min(passage.1).saturating_sub(start.max(passage.0))
    };
    let overlap = |found: &Attribution| found.content.iter().map(|span| shared(*span)).sum::<usize>();
    let length = passage.1 - passage.0;
    let width = |found: &Attribution| found.content.iter().map(|span| span.length()).sum::<usize>();
    // The innermost that holds the whole passage ("Cruz said, according to The Hill": Cruz), else the one that holds most.
    let whole =
        analysis.attributions.iter().filter(|found| overlap(found) * 10 >= length * 9).min_by_key(|found| width(found));
    let most =
        || analysis.attributions.iter().filter(|found| overlap(found) * 2 >= length).max_by_key(|found| overlap(found));
    let holder = whole.or_else(most)?;
    let entities = holder.speakers.iter().filter_map(|speaker| analysis.reading.entities.get(*speaker));
    let names: Vec<String> = entities.map(|entity| format!("{} {}", entity.name, entity.aliases.join(" "))).collect();
    (!names.is_empty()).then_some(names)
}

/// Whether the last word of the marked name is a word of the answer.
fn agrees(gold: &str, answer: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_lowercase).collect()
    };
    words(gold).last().is_some_and(|last| words(answer).contains(last))
}
