//! Articles with the attributions people marked, on our tokens.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use variorum::analyse::attribution::weights::Model;
use variorum::analyse::attribution::{self, Attribution, features::Facts};
use variorum::analyse::quoted::{self, QuotedPassage};
use variorum::language::{self, Reading};
use variorum::text::{Layout, segment};

/// A range of tokens.
pub type Span = Range<usize>;

/// One line of a quotation data set; spans in code points.
#[derive(Deserialize)]
pub struct Article {
    id: String,
    text: String,
    attributions: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

/// An article, read by the language layer, with its gold attributions.
pub struct Read {
    pub id: String,
    pub text: String,
    pub layout: Layout,
    pub reading: Reading,
    pub quoted: Vec<QuotedPassage>,
    pub gold: Vec<Gold>,
}

/// A gold attribution on tokens.
pub struct Gold {
    pub source: Option<Span>,
    pub cue: Span,
    /// The token of the cue that governs the others.
    pub head: usize,
    pub content: Vec<Span>,
}

impl Read {
    pub fn new(article: Article) -> Read {
        let Article { id, text, attributions } = article;
        let layout = segment(&text);
        let reading = language::read(&text, &layout, None);
        let quoted = quoted::find(&text, &layout);
        let mut read = Read { id, text, layout, reading, quoted, gold: Vec::new() };
        let bytes: Vec<usize> = read.text.char_indices().map(|(at, _)| at).chain([read.text.len()]).collect();
        let facts = read.facts();
        let gold = attributions.iter().filter_map(|marked| Gold::new(&facts, &bytes, marked)).collect();
        read.gold = gold;
        read
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts::new(&self.text, &self.layout, &self.reading, &self.quoted)
    }

    pub fn find(&self, model: &Model, least: f32) -> Vec<Attribution> {
        attribution::find_with(model, least, &self.text, &self.layout, &self.reading, &self.quoted)
    }
}

impl Gold {
    fn new(facts: &Facts, bytes: &[usize], marked: &Marked) -> Option<Gold> {
        let span = |&(start, end): &(usize, usize)| tokens(facts.layout, *bytes.get(start)?, *bytes.get(end)?);
        let cue = marked.cue.first().and_then(span)?;
        let outside = |token: &usize| facts.at(*token).head.is_none_or(|head| !cue.contains(&(head as usize)));
        let mut heads = cue.clone().filter(|token| attribution::cues::is_candidate(facts, *token));
        let head = heads.clone().find(|token| outside(token)).or_else(|| heads.next()).unwrap_or(cue.start);
        Some(Gold {
            source: marked.source.first().and_then(span),
            head,
            cue,
            content: marked.content.iter().filter_map(span).collect(),
        })
    }

    pub fn content_holds(&self, token: usize) -> bool {
        self.content.iter().any(|span| span.contains(&token))
    }

    /// Jaccard index of the content words, as the scorer measures it.
    pub fn similarity(&self, facts: &Facts, content: &[Span]) -> f64 {
        let (ours, theirs) = (words(facts, content), words(facts, &self.content));
        let shared = ours.intersection(&theirs).count() as f64;
        shared / (ours.len() + theirs.len()) as f64 / (1.0 - shared / (ours.len() + theirs.len()).max(1) as f64)
    }
}

/// Whether two spans share a word.
pub fn overlap(facts: &Facts, a: Option<&Span>, b: Option<&Span>) -> bool {
    let words = |span: Option<&Span>| span.map(|span| words(facts, std::slice::from_ref(span))).unwrap_or_default();
    words(a).intersection(&words(b)).next().is_some()
}

/// The words of some spans, punctuation left out.
fn words(facts: &Facts, spans: &[Span]) -> BTreeSet<usize> {
    spans.iter().flat_map(Clone::clone).filter(|token| !facts.at(*token).is_punctuation).collect()
}

/// The tokens that share a byte with `start..end`.
fn tokens(layout: &Layout, start: usize, end: usize) -> Option<Span> {
    let first = layout.tokens.partition_point(|token| token.end() <= start);
    let last = layout.tokens.partition_point(|token| token.start() < end);
    (first < last).then_some(first..last)
}
