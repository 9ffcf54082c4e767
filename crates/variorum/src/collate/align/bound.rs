//! How many words of two runs can agree at most, told without aligning them: most candidates fall short of it.

use super::lexicon::senses;
use super::words::Word;
use crate::relate::hashing::{HashKeyMap, hash_of_string, mix};
use std::ops::Range;

// Meanings are told apart by their hashes: two that fall together make the bound looser, no more.
const BASE: u64 = 1 << 32;
const SENSE: u64 = 2 << 32;

/// What the content words of several runs may mean, and which of the meanings the run at hand has.
pub struct AgreementBound {
    /// Of word after word, run after run: numbers of its form, its base forms and their senses. Words that agree share
    /// one.
    meanings: Vec<u32>,
    /// By content word, counted over all runs: where its meanings end.
    words: Vec<u32>,
    /// By run: where its words end.
    runs: Vec<u32>,
    /// By number of a meaning: the last run it was marked for, counted from 1.
    marks: Vec<usize>,
    marked: usize,
}

impl AgreementBound {
    /// Prepares runs of words.
    pub fn new<'w>(runs: impl Iterator<Item = &'w [Word]>) -> AgreementBound {
        let mut numbers: HashKeyMap<u64, u32> = HashKeyMap::default();
        let mut bound =
            AgreementBound { meanings: Vec::new(), words: Vec::new(), runs: Vec::new(), marks: Vec::new(), marked: 0 };
        for run in runs {
            for word in run.iter().filter(|word| word.is_content()) {
                let bases = word.bases.iter().copied();
                let senses = bases.clone().flat_map(senses).map(|sense| mix(SENSE | u64::from(*sense)));
                let bases = bases.map(|base| mix(BASE | u64::from(base)));
                for meaning in [hash_of_string(&word.form)].into_iter().chain(bases).chain(senses) {
                    let next = numbers.len() as u32;
                    bound.meanings.push(*numbers.entry(meaning).or_insert(next));
                }
                bound.words.push(bound.meanings.len() as u32);
            }
            bound.runs.push(bound.words.len() as u32);
        }
        bound.marks = vec![0; numbers.len()];
        bound
    }

    /// No fewer content words than [`super::agreement`] counts for two runs. Quickest where `first` stays the same.
    pub fn agreeing(&mut self, first: usize, second: usize) -> usize {
        if self.marked != first + 1 {
            self.marked = first + 1;
            for word in self.words(first) {
                for meaning in self.meanings.get(part(&self.words, word)).unwrap_or_default() {
                    if let Some(mark) = self.marks.get_mut(*meaning as usize) {
                        *mark = self.marked;
                    }
                }
            }
        }
        let is_marked = |meaning: &u32| self.marks.get(*meaning as usize) == Some(&self.marked);
        let shared =
            |word: &usize| self.meanings.get(part(&self.words, *word)).unwrap_or_default().iter().any(is_marked);
        self.words(second).filter(shared).count()
    }

    /// How many content words a run has.
    pub fn content(&self, run: usize) -> usize {
        self.words(run).len()
    }

    fn words(&self, run: usize) -> Range<usize> {
        part(&self.runs, run)
    }
}

/// The part of a list of this number, where each part ends.
fn part(ends: &[u32], number: usize) -> Range<usize> {
    let end = |number: usize| ends.get(number).map_or(0, |end| *end as usize);
    number.checked_sub(1).map_or(0, end)..end(number)
}

#[cfg(test)]
mod tests {
    use super::super::{agreement, align, words};
    use super::*;
    use crate::text::{Anchor, segment};

    #[test]
    fn never_fewer_than_agree_when_aligned() {
        let texts = [
            "Rescuers carried fourteen passengers of the ferry to the hospital.",
            "Fourteen passengers were carried to hospital by the rescuers, she said.",
            "Our teams start talks now.",
            "Our delegations commence talks in 14 days.",
        ];
        let runs: Vec<Vec<Word>> =
            texts.iter().map(|text| words(text, &segment(text), Anchor::new(text, 0, text.len()).unwrap())).collect();
        let mut bound = AgreementBound::new(runs.iter().map(Vec::as_slice));
        for (a, first) in runs.iter().enumerate() {
            for (b, second) in runs.iter().enumerate() {
                let agreeing = agreement(first, second, &align(first, second)).agreeing;
                assert!(bound.agreeing(a, b) >= agreeing, "{a} {b}");
            }
        }
        assert_eq!(bound.agreeing(2, 3), 2, "start and commence share a sense, talks is the same");
        assert_eq!(bound.agreeing(0, 2), 0);
    }
}
