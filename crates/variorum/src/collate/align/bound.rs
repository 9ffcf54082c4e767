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
    /// Of form after form: numbers of the form, its base forms and their senses. Words that agree share one.
    meanings: Vec<u32>,
    /// By number of a form: where its meanings end.
    forms: Vec<u32>,
    /// Of content word after content word, run after run: the number of its form.
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
        let mut forms: HashKeyMap<u64, u32> = HashKeyMap::default();
        let mut bound = AgreementBound {
            meanings: Vec::new(),
            forms: Vec::new(),
            words: Vec::new(),
            runs: Vec::new(),
            marks: Vec::new(),
            marked: 0,
        };
        for run in runs {
            for word in run.iter().filter(|word| word.is_content()) {
                let form = hash_of_string(&word.form);
                let next = forms.len() as u32;
                let number = *forms.entry(form).or_insert(next);
                bound.words.push(number);
                if number < next {
                    continue;
                }
                let bases = word.bases.iter().copied();
                let senses = bases.clone().flat_map(senses).map(|sense| mix(SENSE | u64::from(*sense)));
                let bases = bases.map(|base| mix(BASE | u64::from(base)));
                for meaning in [form].into_iter().chain(bases).chain(senses) {
                    let next = numbers.len() as u32;
                    bound.meanings.push(*numbers.entry(meaning).or_insert(next));
                }
                bound.forms.push(bound.meanings.len() as u32);
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
            for form in self.words.get(part(&self.runs, first)).unwrap_or_default() {
                for meaning in self.meanings.get(part(&self.forms, *form as usize)).unwrap_or_default() {
                    if let Some(mark) = self.marks.get_mut(*meaning as usize) {
                        *mark = self.marked;
                    }
                }
            }
        }
        let is_marked = |meaning: &u32| self.marks.get(*meaning as usize) == Some(&self.marked);
        let shared = |form: &&u32| {
            self.meanings.get(part(&self.forms, **form as usize)).unwrap_or_default().iter().any(is_marked)
        };
        self.words.get(part(&self.runs, second)).unwrap_or_default().iter().filter(shared).count()
    }

    /// How many content words a run has.
    pub fn content(&self, run: usize) -> usize {
        part(&self.runs, run).len()
    }
}

/// The part of a list of this number, where each part ends.
fn part(ends: &[u32], number: usize) -> Range<usize> {
    let end = |number: usize| ends.get(number).map_or(0, |end| *end as usize);
    number.checked_sub(1).map_or(0, end)..end(number)
}

#[cfg(test)]
mod tests {
    use super::super::{WordReader, agreement, align};
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
        let mut reader = WordReader::default();
        let mut read = |text: &&str| reader.words(text, &segment(text), Anchor::new(text, 0, text.len()).unwrap());
        let runs: Vec<Vec<Word>> = texts.iter().map(&mut read).collect();
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
