//! Text reuse: which article takes text from which, and the passages they share.

mod align;
mod index;
mod judge;
mod sketch;

pub use index::{BOILERPLATE_ARTICLES, Candidates, FEWEST_SHARED, Index, LONGEST_LIST, is_boilerplate};
pub use sketch::{Fingerprint, Imprint, Sketch};

use crate::analyse::{Analysis, QuotedPassage};
use crate::article::Article;
use crate::relate::hashing::HashKeyMap;
use crate::relate::words::words;
use crate::text::Anchor;
use index::Repeats;
use judge::{compare, derivation};
use serde::{Deserialize, Serialize};

/// What kind of reuse it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DerivationKind {
    Copy,
    /// A shortened copy
    Cut,
    EditedCopy,
    SharedPassage,
    /// Only words inside quotation marks are shared: no evidence of copying
    SharedQuotation,
}

/// Who took from whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// `b` takes from `a`
    FirstToSecond,
    /// `a` takes from `b`
    SecondToFirst,
    Unknown,
}

/// A passage that stands in both articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPassage {
    pub a: Anchor,
    pub b: Anchor,
}

/// Article `b` takes text from article `a`, or the other way round, or both from the same text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// Index of the first article of the collection; always less than `b`.
    pub a: usize,
    pub b: usize,
    pub kind: DerivationKind,
    pub direction: Direction,
    /// Why this direction: "published earlier", "unknown: same day".
    pub reason: String,
    /// Share of `a`'s words that stand in `b`, 0 to 1; quoted text not counted.
    pub share_of_a: f64,
    /// Share of `b`'s words that stand in `a`.
    pub share_of_b: f64,
    pub passages: Vec<SharedPassage>,
}

/// Finds the derivations of a collection, sorted by `(a, b)`.
///
/// Of many copies of one text each is compared with the first alone, so their number costs no more than their length.
pub fn find(articles: &[Article], analyses: &[Analysis]) -> Vec<Derivation> {
    let imprints: Vec<Imprint> = articles.iter().map(|article| Imprint::of_words(&words(&article.text))).collect();
    find_among(articles, analyses, &imprints)
}

/// Finds the derivations of a collection whose imprints are known.
pub(super) fn find_among(articles: &[Article], analyses: &[Analysis], imprints: &[Imprint]) -> Vec<Derivation> {
    let sketch = |number: usize| {
        let text = articles.get(number).map_or("", |article| article.text.as_str());
        Sketch::new(text, analyses.get(number).map_or(&[], |analysis| analysis.quoted.as_slice()))
    };
    let mut repeats = Repeats::with_room(imprints.iter().map(|imprint| imprint.fingerprints.len()).sum());
    let mut first_with_text: HashKeyMap<u64, usize> = HashKeyMap::default();
    let mut same_text_as: Vec<usize> = Vec::with_capacity(articles.len());
    for (number, imprint) in imprints.iter().enumerate() {
        let first = *first_with_text.entry(imprint.text_hash).or_insert(number);
        if first == number {
            imprint.fingerprints.iter().for_each(|print| repeats.meet(print.hash));
        }
        same_text_as.push(first);
    }
    let mut index = Index::default();
    let mut shared: Vec<Vec<Fingerprint>> = Vec::with_capacity(articles.len());
    for (number, (article, imprint)) in articles.iter().zip(imprints).enumerate() {
        let mut prints = Vec::new();
        if same_text_as.get(number) == Some(&number) {
            prints.extend(imprint.fingerprints.iter().filter(|print| repeats.has(print.hash)));
            index.add(number, article, &prints);
        }
        shared.push(prints);
    }
    let mut derivations: Vec<Derivation> = Vec::new();
    let mut taken_whole_from: Vec<Option<usize>> = vec![None; articles.len()];
    for (((b, article), imprint), shared) in articles.iter().enumerate().zip(imprints).zip(&shared) {
        let candidates = match same_text_as.get(b) {
            Some(first) if *first != b => Candidates { articles: vec![(*first, u32::MAX)], boilerplate: Vec::new() },
            _ => index.candidates(b, article, shared, imprint.fingerprints.len()),
        };
        if candidates.articles.is_empty() {
            continue;
        }
        let mut own = sketch(b);
        own.set_boilerplate(&candidates.boilerplate);
        let mut related: Vec<(usize, u32)> = Vec::new();
        for (a, shared) in candidates.articles {
            let first = taken_whole_from.get(a).copied().flatten();
            // A copy that offers no more than what it was copied from would only repeat what is known.
            if related.iter().any(|(known, offered)| Some(*known) == first && shared <= *offered) {
                continue;
            }
            let Some(other) = articles.get(a) else { continue };
            if let Some(comparison) = compare((other, &sketch(a)), (article, &own)) {
                related.push((a, shared));
                let derivation = derivation((a, other), (b, article), comparison);
                if let Some(place) = taken_whole_from.get_mut(b)
                    && place.is_none()
                    && derivation.share_of_b >= TAKEN_WHOLE
                {
                    *place = Some(a);
                }
                derivations.push(derivation);
            }
        }
    }
    derivations.sort_by_key(|derivation| (derivation.a, derivation.b));
    derivations
}

/// Compares two articles, each with its number and quoted passages; the first stands before the second in the collection.
/// `boilerplate` are the fingerprints of the second that stand around many articles, as [`Index::candidates`] tells.
pub fn between(
    a: (usize, &Article, &[QuotedPassage]),
    b: (usize, &Article, &[QuotedPassage]),
    boilerplate: &[Fingerprint],
) -> Option<Derivation> {
    let mut own = Sketch::new(&b.1.text, b.2);
    own.set_boilerplate(boilerplate);
    let comparison = compare((a.1, &Sketch::new(&a.1.text, a.2)), (b.1, &own))?;
    Some(derivation((a.0, a.1), (b.0, b.1), comparison))
}

/// Share of an article's words in an earlier one from which it stands for that one in later comparisons.
pub const TAKEN_WHOLE: f64 = 0.8;
