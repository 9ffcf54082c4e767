//! Decides what two aligned texts have to do with each other.

use super::align::{Passage, align};
use super::sketch::Sketch;
use super::{Derivation, DerivationKind, Direction, SharedPassage};
use crate::article::Article;
use crate::relate::hashing::hash_of;
use crate::relate::words::Word;
use crate::text::Anchor;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Shortest passage shown, in matching words outside boilerplate: what winnowing is sure to find.
const SHORTEST_PASSAGE: usize = 8;

/// Words of evidence (lower case, outside quotation marks and boilerplate) that show copying. Chance and stock phrases
/// stay below; measured on the development pairs.
const FEWEST_EVIDENCE: usize = 14;

/// Share of one of two texts of one outlet below which what they share is the house's own stock: credits, boxes,
/// background paragraphs.
const HOUSE_STOCK: f64 = 0.2;

/// Longest frame, in words: a longer passage with a frame word in it is text that happens to use the word.
const LONGEST_FRAME: usize = 60;

/// Share of a text that must stand in the other for the text to count as taken whole.
const WHOLE: f64 = 0.8;

/// Share of equal words in shared passages from which a copy counts as unedited.
const UNEDITED: f64 = 0.98;

/// What comparing two texts gave: shares, kind and passages, without direction.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub kind: DerivationKind,
    pub share_of_a: f64,
    pub share_of_b: f64,
    pub passages: Vec<SharedPassage>,
}

/// Compares two articles; `None` where they share nothing that is evidence of anything.
pub(super) fn compare(a: (&Article, &Sketch), b: (&Article, &Sketch)) -> Option<Comparison> {
    let mut passages = align(a.1, b.1);
    passages.retain(|passage| passage.own >= SHORTEST_PASSAGE && !is_frame(b.1, passage));
    let evidence: usize = passages.iter().map(|passage| passage.evidence).sum();
    let quoted = passages.iter().any(|passage| passage.b.clone().any(|word| b.1.quoted.get(word) == Some(&true)));
    if evidence < FEWEST_EVIDENCE && !quoted {
        return None;
    }
    let (share_of_a, share_of_b) =
        (share(a.1, &passages, |passage| &passage.a), share(b.1, &passages, |passage| &passage.b));
    let one_outlet = a.0.outlet.is_some() && a.0.outlet == b.0.outlet;
    if one_outlet && share_of_a.max(share_of_b) < HOUSE_STOCK {
        return None;
    }
    let kind = if evidence < FEWEST_EVIDENCE {
        DerivationKind::SharedQuotation
    } else {
        kind(share_of_a, share_of_b, unedited(&passages))
    };
    let passages: Vec<SharedPassage> = passages
        .iter()
        .filter_map(|passage| {
            Some(SharedPassage {
                a: anchor(&a.0.text, &a.1.words, &passage.a)?,
                b: anchor(&b.0.text, &b.1.words, &passage.b)?,
            })
        })
        .collect();
    (!passages.is_empty()).then_some(Comparison { kind, share_of_a, share_of_b, passages })
}

/// Whether a short passage belongs to the frame around an article: a newsletter box, a notice of rights.
fn is_frame(sketch: &Sketch, passage: &Passage) -> bool {
    static FRAME_WORDS: OnceLock<HashSet<u64>> = OnceLock::new();
    let frame_words = FRAME_WORDS.get_or_init(|| {
        include_str!("../../../../../data/frame_words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(hash_of)
            .collect()
    });
    let words = sketch.words.get(passage.b.clone()).unwrap_or_default();
    words.len() <= LONGEST_FRAME && words.iter().any(|word| frame_words.contains(&word.hash))
}

/// The derivation of article `b` and article `a`, which stands before it in the collection.
pub(super) fn derivation(a: (usize, &Article), b: (usize, &Article), comparison: Comparison) -> Derivation {
    let (direction, reason) = direction(a.1, b.1, &comparison);
    Derivation {
        a: a.0,
        b: b.0,
        kind: comparison.kind,
        direction,
        reason,
        share_of_a: comparison.share_of_a,
        share_of_b: comparison.share_of_b,
        passages: comparison.passages,
    }
}

/// Who took from whom: the earlier text is the source; where no time tells, a text that stands almost whole in a longer one may
/// be its cut as well as its seed, so coverage alone says nothing.
fn direction(a: &Article, b: &Article, comparison: &Comparison) -> (Direction, String) {
    if comparison.kind == DerivationKind::SharedQuotation {
        return (Direction::Unknown, "unknown: both quote the same words".into());
    }
    let (Some(first), Some(second)) = (a.published, b.published) else {
        return (Direction::Unknown, "unknown: no publication day".into());
    };
    match first.earlier(&second) {
        Some(std::cmp::Ordering::Less) => {
            (Direction::FirstToSecond, format!("published earlier: {first} before {second}"))
        }
        Some(_) => (Direction::SecondToFirst, format!("published earlier: {second} before {first}")),
        None => (Direction::Unknown, format!("unknown: both published on {}", first.date)),
    }
}

/// The kind of reuse that evidence of copying amounts to.
fn kind(share_of_a: f64, share_of_b: f64, unedited: f64) -> DerivationKind {
    let (less, more) = (share_of_a.min(share_of_b), share_of_a.max(share_of_b));
    if more < WHOLE {
        DerivationKind::SharedPassage
    } else if less < WHOLE {
        DerivationKind::Cut
    } else if unedited >= UNEDITED {
        DerivationKind::Copy
    } else {
        DerivationKind::EditedCopy
    }
}

/// Share of the words in passages that are the same on both sides.
fn unedited(passages: &[Passage]) -> f64 {
    let matched: usize = passages.iter().map(|passage| passage.matched).sum();
    let longer: usize = passages.iter().map(|passage| passage.a.len().max(passage.b.len())).sum();
    if longer == 0 { 0.0 } else { matched as f64 / longer as f64 }
}

/// Share of a text's own words (outside quotation marks and boilerplate) that stand in the passages.
fn share(sketch: &Sketch, passages: &[Passage], side: impl Fn(&Passage) -> &std::ops::Range<usize>) -> f64 {
    let free = (0..sketch.words.len()).filter(|word| sketch.is_free(*word)).count();
    let inside: usize =
        passages.iter().map(|passage| side(passage).clone().filter(|word| sketch.is_free(*word)).count()).sum();
    if free == 0 { 0.0 } else { inside as f64 / free as f64 }
}

/// The anchor of a range of words.
fn anchor(text: &str, words: &[Word], range: &std::ops::Range<usize>) -> Option<Anchor> {
    let first = words.get(range.start)?;
    let last = words.get(range.end.checked_sub(1)?)?;
    Anchor::new(text, first.start as usize, last.end as usize).ok()
}
