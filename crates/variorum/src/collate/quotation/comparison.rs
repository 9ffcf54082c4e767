//! How the readings of one utterance differ, word by word.

use super::utterance::Utterance;
use crate::collate::align::{Cell, Kinship, Likeness, Word, align};
use crate::collate::{AlignedWord, ReadingComparison, ReadingRelation};
use crate::relate::{Derivation, Direction};

/// Readings beyond this many are compared with the first of their wording alone.
const COMPARED: usize = 24;

/// Compares each later reading with the earlier one it is closest to.
pub fn compare(members: &[&Utterance], derivations: &[Derivation]) -> Vec<ReadingComparison> {
    let mut comparisons = Vec::new();
    for (second, later) in members.iter().enumerate().skip(1) {
        let earlier = members.iter().take(second.min(COMPARED)).enumerate();
        let aligned = earlier.map(|(first, earlier)| (first, align(&earlier.words, &later.words)));
        let Some((first, cells)) = aligned.min_by_key(|(first, cells)| (difference(cells), *first)) else { continue };
        comparisons.push(comparison(members[first], later, first, second, &cells, derivations));
    }
    comparisons
}

/// How many words differ; a word of another sense counts more than a missing one.
fn difference(cells: &[Cell]) -> usize {
    let weight = |cell: &Cell| match (cell.likeness, cell.first, cell.second) {
        (Likeness::Same, _, _) => 0,
        (_, Some(_), Some(_)) => 2,
        _ => 1,
    };
    cells.iter().map(weight).sum()
}

fn comparison(
    a: &Utterance,
    b: &Utterance,
    first: usize,
    second: usize,
    cells: &[Cell],
    derivations: &[Derivation],
) -> ReadingComparison {
    let (relation, mut why) = relation(a, b, cells);
    if let Some(copy) = copied(a, b, derivations) {
        why = format!("{why}; {copy}");
    }
    let anchor =
        |words: &[Word], index: Option<usize>| index.and_then(|index| words.get(index)).map(|word| word.anchor);
    let alignment = cells.iter().map(|cell| AlignedWord {
        first: anchor(&a.words, cell.first),
        second: anchor(&b.words, cell.second),
        same: cell.likeness == Likeness::Same,
    });
    ReadingComparison { first, second, relation, alignment: alignment.collect(), why }
}

/// What kind of difference the alignment shows, and in which words.
fn relation(a: &Utterance, b: &Utterance, cells: &[Cell]) -> (ReadingRelation, String) {
    if a.marked != b.marked {
        return (ReadingRelation::Paraphrase, "one side prints it without quotation marks".into());
    }
    let both = |cell: &&Cell| cell.first.is_some() && cell.second.is_some();
    let first_shared = cells.iter().position(|cell| both(&cell)).unwrap_or(0);
    let last_shared = cells.iter().rposition(|cell| both(&cell)).unwrap_or(0);
    let inside = cells.get(first_shared..=last_shared).unwrap_or_default();
    let form =
        |words: &[Word], index: Option<usize>| index.and_then(|index| words.get(index)).map(|word| word.form.clone());
    let substitutions: Vec<String> = inside
        .iter()
        .filter(|cell| both(cell) && cell.likeness != Likeness::Same && !editorial(a, b, cell))
        .map(|cell| {
            let pair =
                (form(&a.words, cell.first).unwrap_or_default(), form(&b.words, cell.second).unwrap_or_default());
            let turned = matches!(cell.likeness, Likeness::Other(Kinship::Antonym | Kinship::Exclusive(_)));
            format!("{} / {}{}", pair.0, pair.1, if turned { " (which exclude each other)" } else { "" })
        })
        .collect();
    if !substitutions.is_empty() {
        return (
            ReadingRelation::Altered,
            format!("other words inside the quotation marks: {}", substitutions.join(", ")),
        );
    }
    let (marked, unmarked): (Vec<&Cell>, Vec<&Cell>) = inside
        .iter()
        .filter(|cell| !both(cell))
        .partition(|cell| editorial(a, b, cell) || left_out_openly(a, b, cells, cell));
    if !unmarked.is_empty() {
        let words: Vec<String> = unmarked
            .iter()
            .filter_map(|cell| form(&a.words, cell.first).or_else(|| form(&b.words, cell.second)))
            .collect();
        return (ReadingRelation::Altered, format!("only one side has {} inside the quotation marks", words.join(" ")));
    }
    if !marked.is_empty() {
        return (ReadingRelation::Ellipsis, "words are left out or put in openly, by an ellipsis or brackets".into());
    }
    if inside.len() < cells.len() {
        return (ReadingRelation::Cut, "one side quotes only a part".into());
    }
    let written = |utterance: &Utterance| utterance.written.clone();
    if written(a) == written(b) {
        (ReadingRelation::Same, "the same words".into())
    } else {
        (ReadingRelation::Typography, "the same words but for case, marks or spelling".into())
    }
}

/// Whether a cell holds an editor's word in square brackets.
fn editorial(a: &Utterance, b: &Utterance, cell: &Cell) -> bool {
    let bracketed = |words: &[Word], index: Option<usize>| {
        index.and_then(|index| words.get(index)).is_some_and(|word| word.bracketed)
    };
    bracketed(&a.words, cell.first) || bracketed(&b.words, cell.second)
}

/// Whether the side that lacks the word of `cell` marks words as left out there, or breaks off there for the cue.
fn left_out_openly(a: &Utterance, b: &Utterance, cells: &[Cell], cell: &Cell) -> bool {
    let Some(at) = cells.iter().position(|other| other == cell) else { return false };
    let lacking = if cell.first.is_none() { &a.words } else { &b.words };
    let next = cells.get(at..).unwrap_or_default().iter().find(|cell| cell.first.is_some() && cell.second.is_some());
    let index = next.and_then(|next| if cell.first.is_none() { next.first } else { next.second });
    index.and_then(|index| lacking.get(index)).is_some_and(|word| word.after_gap)
}

/// What is known of one article taking text from the other: which wording is the earlier one.
fn copied(a: &Utterance, b: &Utterance, derivations: &[Derivation]) -> Option<String> {
    let pair = (a.article.min(b.article), a.article.max(b.article));
    let derivation = derivations.iter().find(|derivation| (derivation.a, derivation.b) == pair)?;
    match derivation.direction {
        Direction::Unknown => None,
        direction => {
            let earlier = if direction == Direction::FirstToSecond { derivation.a } else { derivation.b };
            let side = if earlier == a.article { "first" } else { "second" };
            Some(format!("the {side} wording is the earlier: {}", derivation.reason))
        }
    }
}
