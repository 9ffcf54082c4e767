//! Lays two runs of words side by side.
//!
//! Global alignment whose substitution cost knows synonyms, opposites and numbers, so that a reworded passage lines up
//! word by word. The table is capped: of longer runs the equal ends are cut off first.

pub mod bound;
pub mod candidates;
pub mod lexicon;
mod table;
pub mod words;

pub use lexicon::{Kinship, kinship};

use lexicon::kinship_of_bases;
pub use words::{Word, WordClass, WordReader};

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
    let same = |(a, b): &(&Word, &Word)| a.form == b.form;
    let fits = first.len().saturating_mul(second.len()) <= LARGEST_TABLE;
    let mut head = first.iter().zip(second).take_while(same).count();
    let mut tail = 0;
    if head < first.len() || head < second.len() {
        // Words at the ends that happen to be the same ("the") must not be torn from their neighbours, so the ends are
        // cut off only where the table would be too large.
        head = if fits { 0 } else { head };
        let rest = if fits { 0 } else { first.len().min(second.len()) - head };
        tail = first.iter().rev().zip(second.iter().rev()).take(rest).take_while(same).count();
    }
    let both = |i: usize, j: usize| Cell { first: Some(i), second: Some(j), likeness: Likeness::Same };
    let (first_end, second_end) = (first.len() - tail, second.len() - tail);
    let mut cells: Vec<Cell> = (0..head).map(|i| both(i, i)).collect();
    table::fill(&first[head..first_end], &second[head..second_end], head, &mut cells);
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

/// How alike two words are.
pub fn compare(a: &Word, b: &Word) -> Likeness {
    if !a.kin.meets(&b.kin) {
        return Likeness::Other(Kinship::Unknown);
    }
    if a.form == b.form {
        return Likeness::Same;
    }
    if a.is_content() && b.is_content() && a.number.is_none() && b.number.is_none() {
        return Likeness::Other(kinship_of_bases(&a.bases, &b.bases));
    }
    Likeness::Other(Kinship::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, segment};

    /// The alignment of two texts as "a=b" for other words, "-a" and "+b" for missing ones; same words are left out.
    fn changes(a: &str, b: &str) -> String {
        let (first_layout, second_layout) = (segment(a), segment(b));
        let mut reader = WordReader::default();
        let mut whole =
            |text: &str, layout| Anchor::new(text, 0, text.len()).map(|all| reader.words(text, layout, all));
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
