//! `eval-segmentation`: tokens and sentences against the treebanks, and speed.

use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io;
use variorum::text::segment;

/// One sentence of a treebank; offsets in code points of `text`.
#[derive(Deserialize)]
struct Sentence {
    doc: String,
    text: String,
    start: Vec<usize>,
    end: Vec<usize>,
}

/// A document put together from its sentences, with the byte ranges of its tokens and the byte ends of its sentences.
#[derive(Default)]
struct Document {
    name: String,
    text: String,
    tokens: BTreeSet<(usize, usize)>,
    ends: BTreeSet<usize>,
    /// The ends of the sentences that carry a final punctuation mark.
    marked_ends: BTreeSet<usize>,
}

/// Prints precision, recall and F1 of tokens (exact ranges) and sentence ends, and words per second.
///
/// The treebanks keep no line breaks: the sentences of a document are joined by one space, so a heading without a full
/// stop cannot be told from the sentence after it. The figure for "marked" ends counts sentences with a final mark only.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    for file in ["dep_ewt_dev", "dep_gum_dev"] {
        let sentences: Vec<Sentence> = read_lines(&arguments.data(&format!("language/{file}.jsonl")))?;
        let documents = join(&sentences);
        let (mut tokens, mut ends, mut marked) = (Score::default(), Score::default(), Score::default());
        for document in &documents {
            let layout = segment(&document.text);
            let found: BTreeSet<_> = layout.tokens.iter().map(|token| (token.start(), token.end())).collect();
            tokens.add(&document.tokens, &found);
            let found: BTreeSet<_> = layout.sentences.iter().map(|sentence| sentence.anchor.end()).collect();
            ends.add(&document.ends, &found);
            marked.add(
                &document.marked_ends,
                &found.difference(&(&document.ends - &document.marked_ends)).copied().collect(),
            );
            if arguments.flag("errors") {
                show_errors(document, &layout);
            }
        }
        println!("{file}: {} documents", documents.len());
        println!("  tokens           {tokens}");
        println!("  sentences        {ends}");
        println!("  marked sentences {marked}");
        speed(&documents);
    }
    Ok(())
}

fn join(sentences: &[Sentence]) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for sentence in sentences {
        if documents.last().is_none_or(|last| last.name != sentence.doc) {
            documents.push(Document { name: sentence.doc.clone(), ..Document::default() });
        }
        let Some(document) = documents.last_mut() else { continue };
        if !document.text.is_empty() {
            document.text.push(' ');
        }
        let base = document.text.len();
        let mut bytes: Vec<usize> = sentence.text.char_indices().map(|(at, _)| base + at).collect();
        bytes.push(base + sentence.text.len());
        for (start, end) in sentence.start.iter().zip(&sentence.end) {
            document.tokens.insert((bytes[*start], bytes[*end]));
        }
        document.text.push_str(&sentence.text);
        document.ends.insert(document.text.len());
        if sentence.text.ends_with(['.', '!', '?', '"', '”', '…', ')', '\'']) {
            document.marked_ends.insert(document.text.len());
        }
    }
    // GUM's pages from one forum come with their words blanked out.
    documents.retain(|document| document.text.matches('_').count() * 2 < document.text.len());
    documents
}

fn show_errors(document: &Document, layout: &variorum::text::Layout) {
    let text = &document.text;
    let around = |start: usize, end: usize| {
        let left: String = text[..start].chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
        let right: String = text[end..].chars().take(30).collect();
        format!("{left}⟦{}⟧{right}", &text[start..end])
    };
    let found: BTreeSet<_> = layout.tokens.iter().map(|token| (token.start(), token.end())).collect();
    for (start, end) in found.difference(&document.tokens) {
        println!("token+ {}", around(*start, *end));
    }
    for (start, end) in document.tokens.difference(&found) {
        println!("token- {}", around(*start, *end));
    }
    let found: BTreeSet<_> = layout.sentences.iter().map(|sentence| sentence.anchor.end()).collect();
    for end in found.difference(&document.ends) {
        println!("end+ {}", around(*end, *end));
    }
    for end in document.marked_ends.difference(&found) {
        println!("end- {}", around(*end, *end));
    }
}

fn speed(documents: &[Document]) {
    let words: usize = documents.iter().map(|document| document.tokens.len()).sum();
    let rounds = 3_000_000 / words.max(1) + 1;
    let begun = cpu::seconds();
    let mut tokens = 0;
    for _ in 0..rounds {
        tokens += documents.iter().map(|document| segment(&document.text).tokens.len()).sum::<usize>();
    }
    let seconds = cpu::seconds() - begun;
    println!("  speed            {:.0} tokens a CPU-second", tokens as f64 / seconds.max(0.01));
}

/// Counts of right, found and true items.
#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    gold: usize,
}

impl Score {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.right += gold.intersection(found).count();
        self.found += found.len();
        self.gold += gold.len();
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let precision = self.right as f64 / self.found.max(1) as f64;
        let recall = self.right as f64 / self.gold.max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        write!(formatter, "precision {:.2} recall {:.2} F1 {:.2}", precision * 100.0, recall * 100.0, f1 * 100.0)
    }
}
