//! `eval-language`: tags, lemmas, parse and names against the annotated sets, on their own tokens; and speed.

pub mod bench;

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

/// The sets with names.
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
    println!("{:<28} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}", "parse", "XPOS", "UPOS", "lemma", "UAS", "LAS", "shared");
    for name in ["dep_ewt_dev", "dep_gum_dev"] {
        let scores = score_parses(&corpus::read(arguments, name)?);
        print!("{name:<28}");
        scores.iter().for_each(|score| print!(" {score:>7.2}"));
        println!();
    }
    println!("{:<28} {:>7} {:>7} {:>7} {:>7} {:>7}", "names, F1", "all", "PER", "ORG", "LOC", "+MISC");
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

/// Relations that mean the same in UD and in the scheme of spaCy's small model.
const SHARED: [&str; 6] = ["nsubj", "amod", "det", "compound", "advmod", "nmod:poss"];

/// Percent of words with the right Penn tag, universal tag, lemma, head, head with relation; and, of the words under one of
/// the [`SHARED`] relations, those with the right head.
fn score_parses(rows: &[Parsed]) -> [f64; 6] {
    let (mut right, mut total, mut shared) = ([0usize; 6], 0usize, 0usize);
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
            if SHARED.contains(&row.deprel[token].as_str()) {
                shared += 1;
                right[5] += usize::from(head_right);
            }
        }
    }
    let of = [total, total, total, total, total, shared];
    std::array::from_fn(|figure| 100.0 * right[figure] as f64 / of[figure].max(1) as f64)
}

/// F1 of exact spans with their kind: persons, organisations and places together; each of them; the three and other names.
///
/// A set that marks no other names (UNER) says nothing of them: there the last figure does not count those found.
fn score_names(rows: &[Named]) -> [f64; 5] {
    let marks_others = rows.iter().any(|row| row.ner.iter().any(|name| name.2 == "MISC"));
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
        for kind in ["PER", "ORG", "LOC", "MISC"] {
            if kind == "MISC" && !marks_others {
                continue;
            }
            let of_kind = |spans: &BTreeSet<(usize, usize, &str)>| spans.iter().filter(|span| span.2 == kind).count();
            let right = found.intersection(&gold).filter(|span| span.2 == kind).count();
            for key in [if kind == "MISC" { "" } else { "all" }, kind, "+MISC"] {
                let count = counts.entry(key).or_default();
                *count = (count.0 + right, count.1 + of_kind(&found), count.2 + of_kind(&gold));
            }
        }
    }
    ["all", "PER", "ORG", "LOC", "+MISC"].map(|key| {
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
