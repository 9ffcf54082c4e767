//! Lays two runs of words side by side.
//!
//! Global alignment (Needleman and Wunsch 1970) whose substitution cost knows synonyms, opposites and numbers, so that
//! a reworded passage lines up word by word. The table is capped: longer runs are first cut where both are the same.

pub mod candidates;
pub mod lexicon;
pub mod words;

pub use lexicon::{Kinship, kinship};
pub use words::{Word, WordClass, words};

/// The largest table (cells) that is filled; two passages of 600 words fit.
const LARGEST_TABLE: usize = 360_000;

/// How alike two words that stand side by side are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same but for case and typography
    Same,
    /// Other words; how they stand in sense
    Other(Kinship),
}

/// A word beside its counterpart, as indexes into the two runs; one may be missing, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub first: Option<usize>,
    pub second: Option<usize>,
    /// For a missing counterpart `Other(Unknown)`.
    pub likeness: Likeness,
}

/// Aligns two runs of words. Every word of both stands in exactly one cell, in order.
pub fn align(first: &[Word], second: &[Word]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(first.len().max(second.len()));
    let same = |a: &Word, b: &Word| a.form == b.form;
    let head = first.iter().zip(second).take_while(|(a, b)| same(a, b)).count();
    let rest = first.len().min(second.len()) - head;
    let tail = first.iter().rev().zip(second.iter().rev()).take(rest).take_while(|(a, b)| same(a, b)).count();
    let both = |i: usize, j: usize| Cell { first: Some(i), second: Some(j), likeness: Likeness::Same };
    cells.extend((0..head).map(|i| both(i, i)));
    let (first_end, second_end) = (first.len() - tail, second.len() - tail);
    fill(&first[head..first_end], &second[head..second_end], head, &mut cells);
    cells.extend((0..tail).map(|i| both(first_end + i, second_end + i)));
    cells
}

/// How much two aligned runs have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Content words that stand beside the same word, an inflection or a synonym of it.
    pub agreeing: usize,
    /// Content words of the run that has fewer.
    pub shorter: usize,
    /// Content words between the first and the last word that agree, in the run that has more of them there: a passage
    /// whose words are scattered over a long sentence has a long stretch.
    pub stretch: usize,
}

/// Counts what two aligned runs have in common.
pub fn agreement(first: &[Word], second: &[Word], cells: &[Cell]) -> Agreement {
    let content = |words: &[Word]| words.iter().filter(|word| word.is_content()).count();
    let agrees = |cell: &Cell| {
        let means = matches!(cell.likeness, Likeness::Same | Likeness::Other(Kinship::Inflection | Kinship::Synonym));
        means && cell.first.is_some_and(|index| first[index].is_content())
    };
    let start = cells.iter().position(agrees).unwrap_or(0);
    let end = cells.iter().rposition(agrees).map_or(0, |last| last + 1);
    let between = cells.get(start..end).unwrap_or_default();
    let in_first = between.iter().filter(|cell| cell.first.is_some_and(|index| first[index].is_content())).count();
    let in_second = between.iter().filter(|cell| cell.second.is_some_and(|index| second[index].is_content())).count();
    Agreement {
        agreeing: between.iter().filter(|cell| agrees(cell)).count(),
        shorter: content(first).min(content(second)),
        stretch: in_first.max(in_second),
    }
}

const GAP: f32 = 0.6;

/// Aligns the middle of two runs; `offset` is where it begins in both.
fn fill(first: &[Word], second: &[Word], offset: usize, cells: &mut Vec<Cell>) {
    let (rows, columns) = (first.len(), second.len());
    if rows.saturating_mul(columns) > LARGEST_TABLE {
        // Beyond the cap nothing is laid side by side: all of the first, then all of the second.
        let other = Likeness::Other(Kinship::Unknown);
        cells.extend((0..rows).map(|i| Cell { first: Some(offset + i), second: None, likeness: other }));
        cells.extend((0..columns).map(|j| Cell { first: None, second: Some(offset + j), likeness: other }));
        return;
    }
    let width = columns + 1;
    let likeness: Vec<Likeness> = first.iter().flat_map(|a| second.iter().map(move |b| compare(a, b))).collect();
    let step = |i: usize, j: usize| cost(&first[i], &second[j], likeness[i * columns + j]);
    let mut table = vec![0f32; (rows + 1) * width];
    for i in 0..=rows {
        for j in 0..=columns {
            let up = if i > 0 { table[(i - 1) * width + j] + GAP } else { f32::MAX };
            let left = if j > 0 { table[i * width + j - 1] + GAP } else { f32::MAX };
            let across = if i > 0 && j > 0 { table[(i - 1) * width + j - 1] + step(i - 1, j - 1) } else { f32::MAX };
            if i + j > 0 {
                table[i * width + j] = across.min(up).min(left);
            }
        }
    }
    let (mut i, mut j, start) = (rows, columns, cells.len());
    while i > 0 || j > 0 {
        let here = table[i * width + j];
        let across = i > 0 && j > 0 && here == table[(i - 1) * width + j - 1] + step(i - 1, j - 1);
        let up = !across && i > 0 && here == table[(i - 1) * width + j] + GAP;
        let mut cell = Cell { first: None, second: None, likeness: Likeness::Other(Kinship::Unknown) };
        if across || up {
            i -= 1;
            cell.first = Some(offset + i);
        }
        if across || !up {
            j = j.saturating_sub(1);
            cell.second = Some(offset + j);
        }
        if across {
            cell.likeness = likeness[i * columns + j];
        }
        cells.push(cell);
    }
    cells[start..].reverse();
}

/// How alike two words are.
pub fn compare(a: &Word, b: &Word) -> Likeness {
    if a.form == b.form {
        return Likeness::Same;
    }
    if a.is_content() && b.is_content() && a.number.is_none() && b.number.is_none() {
        return Likeness::Other(kinship(&a.form, &b.form));
    }
    Likeness::Other(Kinship::Unknown)
}

/// What it costs to let `b` stand for `a`; two gaps cost 1.2.
fn cost(a: &Word, b: &Word, likeness: Likeness) -> f32 {
    let kinship = match likeness {
        Likeness::Same => return 0.0,
        Likeness::Other(kinship) => kinship,
    };
    match kinship {
        Kinship::Inflection => 0.15,
        Kinship::Synonym => 0.3,
        Kinship::Antonym | Kinship::Exclusive(_) => 0.4,
        Kinship::Similar => 0.5,
        Kinship::Unknown if a.number.is_some() && b.number.is_some() => 0.4,
        Kinship::Unknown if a.number.is_some() || b.number.is_some() => 1.1,
        Kinship::Unknown if a.name && b.name => 0.7,
        Kinship::Unknown if a.class == b.class => 0.95,
        Kinship::Unknown => 1.3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, segment};

    /// The alignment of two texts as "a=b" for other words, "-a" and "+b" for missing ones; same words are left out.
    fn changes(a: &str, b: &str) -> String {
        let (first_layout, second_layout) = (segment(a), segment(b));
        let whole = |text: &str, layout| Anchor::new(text, 0, text.len()).map(|span| words(text, layout, span));
        let first = whole(a, &first_layout).unwrap_or_default();
        let second = whole(b, &second_layout).unwrap_or_default();
        let shown = align(&first, &second).into_iter().filter(|cell| cell.likeness != Likeness::Same);
        let shown =
            shown.map(|cell| match (cell.first.map(|i| &first[i].form), cell.second.map(|j| &second[j].form)) {
                (Some(a), Some(b)) => format!("{a}={b}"),
                (Some(a), None) => format!("-{a}"),
                (None, Some(b)) => format!("+{b}"),
                (None, None) => unreachable!(),
            });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reworded_passages_line_up_word_by_word() {
        for (a, b, expected) in [
            ("The ferry sank off Amary.", "the ferry “sank” off Amary", ""),
            ("a long and fruitful talk", "a lengthy and productive talk", "long=lengthy fruitful=productive"),
            ("Fourteen were hurt", "20 were hurt on Sunday", "14=20 +on +sunday"),
            ("our teams start talks now", "our delegations commence talks now", "teams=delegations start=commence"),
            ("They didn't agree", "They did agree", "-not"),
            ("", "alone", "+alone"),
        ] {
            assert_eq!(changes(a, b), expected);
        }
    }
}
