//! Which sentences have a word that means the same as one: asked once for each word of a story, not once for each pair
//! of sentences that are to be compared.

use super::{Meanings, Sense};

/// Two words count as the same from here on. No two words that are only near in sense reach it.
pub const ALIKE: f32 = 0.75;

/// The sentences of a story by the base forms that stand in them.
pub struct AlikeIndex<'m> {
    meanings: &'m Meanings,
    /// By account: the number of its first sentence.
    starts: Vec<u32>,
    /// By base form: the numbers of the sentences it stands in, in order.
    sentences: Vec<Vec<u32>>,
    /// By key of base forms: the forms that have it.
    forms: Vec<Vec<u32>>,
    wanted: Option<Sense>,
    /// By number of a sentence: the last word that has its like there, counted from 1.
    marks: Vec<u32>,
    /// By base form: the last word it was compared with, counted the same way.
    compared: Vec<u32>,
    marked: u32,
}

impl<'m> AlikeIndex<'m> {
    /// Indexes all sentences of a story.
    pub fn new(meanings: &'m Meanings) -> AlikeIndex<'m> {
        let mut sentences: Vec<Vec<u32>> = vec![Vec::new(); meanings.forms.len()];
        let mut starts = Vec::with_capacity(meanings.sentences.len());
        let mut number = 0;
        for account in &meanings.sentences {
            starts.push(number);
            for sentence in account {
                for concept in sentence {
                    if let Sense::Word(form) = concept.sense
                        && let Some(places) = sentences.get_mut(form as usize)
                        && places.last() != Some(&number)
                    {
                        places.push(number);
                    }
                }
                number += 1;
            }
        }
        let mut forms: Vec<Vec<u32>> = Vec::new();
        for (form, known) in meanings.forms.iter().enumerate() {
            for key in known.keys.iter().map(|key| *key as usize) {
                if forms.len() <= key {
                    forms.resize_with(key + 1, Vec::new);
                }
                forms[key].push(form as u32);
            }
        }
        let (marks, compared) = (vec![0; number as usize], vec![0; sentences.len()]);
        AlikeIndex { meanings, starts, sentences, forms, wanted: None, marks, compared, marked: 0 }
    }

    /// Whether a sentence has a word at least [`ALIKE`] to one, or may have it: only of base forms it is known. Quickest
    /// where the word stays the same.
    pub fn may_have(&mut self, wanted: Sense, account: usize, sentence: usize) -> bool {
        let Sense::Word(form) = wanted else { return true };
        if self.wanted != Some(wanted) {
            self.wanted = Some(wanted);
            self.mark(form);
        }
        let number = self.starts.get(account).map_or(usize::MAX, |start| *start as usize + sentence);
        self.marks.get(number) == Some(&self.marked)
    }

    /// Marks the sentences that have a word alike to a base form.
    fn mark(&mut self, form: u32) {
        self.marked += 1;
        let keys = self.meanings.forms.get(form as usize).map_or(&[][..], |form| form.keys.as_slice());
        // Words without a common key are near in sense at most; a form that no list knows may have no key at all.
        let others = keys.iter().filter_map(|key| self.forms.get(*key as usize)).flatten().copied();
        for other in std::iter::once(form).chain(others) {
            let Some(compared) = self.compared.get_mut(other as usize) else { continue };
            if *compared == self.marked {
                continue;
            }
            *compared = self.marked;
            if other != form && self.meanings.likeness_of_forms(form, other) < ALIKE {
                continue;
            }
            for sentence in self.sentences.get(other as usize).into_iter().flatten() {
                if let Some(mark) = self.marks.get_mut(*sentence as usize) {
                    *mark = self.marked;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Concept, Reader};
    use super::*;

    #[test]
    fn a_sentence_is_found_by_every_word_that_means_the_same() {
        let mut reader = Reader::default();
        let words = ["collide", "collision", "start", "commence", "brother", "sibling", "rise", "fall", "harbour"];
        let senses: Vec<Sense> = words.iter().map(|word| Sense::Word(reader.form((*word).to_string()))).collect();
        let sentence = |sense: &Sense| vec![Concept { token: 0, sense: *sense, weight: 1.0 }];
        let sentences = vec![senses.iter().map(sentence).collect()];
        let meanings = Meanings::new(sentences, reader.forms);
        let mut index = AlikeIndex::new(&meanings);
        for one in &senses {
            for (sentence, other) in senses.iter().enumerate() {
                let alike = meanings.likeness(*one, *other) >= ALIKE;
                assert_eq!(index.may_have(*one, 0, sentence), alike, "{one:?} {other:?}");
                assert_eq!(meanings.alike(*one, *other).is_some(), alike, "{one:?} {other:?}");
            }
        }
        assert!(index.may_have(senses[0], 0, 1) && index.may_have(senses[2], 0, 3));
        assert!(!index.may_have(senses[4], 0, 5), "brother and sibling are only near");
    }
}
