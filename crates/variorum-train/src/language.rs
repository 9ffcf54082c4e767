//! `eval-language`: tags, lemmas, parse and names against the annotated sets, on their own tokens; and speed.

use crate::arguments::{Arguments, read_lines};
use crate::corpus::{self, Named, Parsed};
use crate::cpu;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::time::Instant;
use variorum::language::names::{self, Name};
use variorum::language::{EntityKind, lemma, syntax};
use variorum::text::{Anchor, Layout, Sentence, segment};

/// The sets with names, and whether they mark names outside PER, ORG and LOC (never counted here).
const NAMED_SETS: [&str; 3] = ["ner_uner_ewt_dev", "ner_crossner_politics_dev", "ner_wnut17_dev"];

/// A text to time the reader on.
#[derive(Deserialize)]
struct Plain {
    text: String,
}

/// Prints accuracies in percent, F1 of exact spans, and words per processor second.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let begun = Instant::now();
    let layout = segment("One.");
    syntax::parse("One.", &layout);
    println!("first sentence, weights loaded: {:.1} ms", begun.elapsed().as_secs_f64() * 1000.0);
    println!("{:<28} {:>7} {:>7} {:>7} {:>7} {:>7}", "parse", "XPOS", "UPOS", "lemma", "UAS", "LAS");
    for name in ["dep_ewt_dev", "dep_gum_dev"] {
        let scores = score_parses(&corpus::read(arguments, name)?);
        print!("{name:<28}");
        scores.iter().for_each(|score| print!(" {score:>7.2}"));
        println!();
    }
    println!("{:<28} {:>7} {:>7} {:>7} {:>7}", "names, F1", "all", "PER", "ORG", "LOC");
    for name in NAMED_SETS {
        let scores = score_names(&corpus::read(arguments, name)?);
        print!("{name:<28}");
        scores.iter().for_each(|score| print!(" {score:>7.2}"));
        println!();
    }
    let texts: Vec<Plain> = read_lines(&arguments.data("quotes/polnear_dev.jsonl"))?;
    let layouts: Vec<Layout> = texts.iter().map(|plain| segment(&plain.text)).collect();
    let words: usize = layouts.iter().map(|layout| layout.tokens.len()).sum();
    let (begun, mut found) = (cpu::seconds(), 0);
    for (plain, layout) in texts.iter().zip(&layouts) {
        found += names::find(&plain.text, layout, &syntax::parse(&plain.text, layout)).len();
    }
    let seconds = cpu::seconds() - begun;
    println!("{:.0} words per processor second ({words} words, {found} names)", words as f64 / seconds);
    Ok(())
}

/// The text and layout of one sentence given as words.
fn laid_out(words: &[String]) -> (String, Layout) {
    let text = words.join(" ");
    let mut tokens = Vec::new();
    let mut start = 0;
    for word in words {
        tokens.extend(Anchor::new(&text, start, start + word.len()));
        start += word.len() + 1;
    }
    let anchors = tokens.first().zip(tokens.last()).map(|(first, last)| first.cover(*last));
    let sentences =
        anchors.map(|anchor| Sentence { anchor, tokens: 0..tokens.len(), paragraph: 0 }).into_iter().collect();
    (text, Layout { paragraphs: anchors.into_iter().collect(), sentences, tokens })
}

/// Percent of words with the right Penn tag, universal tag, lemma, head, and head with relation.
fn score_parses(rows: &[Parsed]) -> [f64; 5] {
    let (mut right, mut total) = ([0usize; 5], 0usize);
    for row in rows {
        let (text, layout) = laid_out(&row.words);
        let syntax = syntax::parse(&text, &layout);
        for (token, word) in row.words.iter().enumerate() {
            let head = syntax.head(token).map_or(0, |head| head + 1);
            let head_right = head == row.head[token];
            total += 1;
            right[0] += usize::from(syntax.tag(token).name() == row.xpos[token]);
            right[1] += usize::from(syntax.universal(&text, &layout, token).name() == row.upos[token]);
            right[2] += usize::from(lemma(word, syntax.tag(token)) == row.lemma[token].as_str());
            right[3] += usize::from(head_right);
            right[4] += usize::from(head_right && syntax.relation(token).name() == row.deprel[token]);
        }
    }
    right.map(|count| 100.0 * count as f64 / total.max(1) as f64)
}

/// F1 of exact spans with their kind: all three kinds together, then persons, organisations and places.
///
/// Names of other kinds are counted neither where the set marks them nor where they are found.
fn score_names(rows: &[Named]) -> [f64; 4] {
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for row in rows {
        let (text, layout) = laid_out(&row.words);
        let found: BTreeSet<_> = names::find(&text, &layout, &syntax::parse(&text, &layout))
            .into_iter()
            .map(|Name { anchor, kind }| {
                let tokens = layout.tokens_in(anchor);
                (tokens.start, tokens.end, kind_name(kind))
            })
            .collect();
        let gold: BTreeSet<_> = row.ner.iter().map(|(start, end, kind)| (*start, *end, kind.as_str())).collect();
        for kind in ["PER", "ORG", "LOC"] {
            let of_kind = |spans: &BTreeSet<(usize, usize, &str)>| spans.iter().filter(|span| span.2 == kind).count();
            let right = found.intersection(&gold).filter(|span| span.2 == kind).count();
            for key in ["all", kind] {
                let count = counts.entry(key).or_default();
                *count = (count.0 + right, count.1 + of_kind(&found), count.2 + of_kind(&gold));
            }
        }
    }
    ["all", "PER", "ORG", "LOC"].map(|key| {
        let (right, found, gold) = counts.get(key).copied().unwrap_or_default();
        200.0 * right as f64 / (found + gold).max(1) as f64
    })
}

/// The label of a kind in the sets.
fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organisation => "ORG",
        EntityKind::Place => "LOC",
        EntityKind::Other => "MISC",
    }
}
