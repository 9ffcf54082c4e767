//! What each word is seen as, whatever stands around it: the sum of its features and of what its vector carries over.

use super::features::{Features, VECTOR};
use super::weights::Weights;
use crate::text::lists::WordMap;

/// Steps of an activation in one step of a vector, of which 32 make 1.
const VECTOR_STEPS: i16 = 16;

/// With so many words known all are forgotten before the next text: 8 MB.
const MOST_WORDS: usize = 16_384;

/// The words met so far. Each takes a score of reads all over a table of 9 MB, so they are kept from text to text.
#[derive(Default)]
pub(super) struct Seen {
    /// Where each word stands in `sums`. Only looked up, never walked.
    places: WordMap<Box<str>, usize>,
    /// What each word is seen as, `cells` wide.
    sums: Vec<f32>,
    features: Features,
    rows: Vec<usize>,
    steps: Vec<i16>,
    carried: Vec<f32>,
}

impl Seen {
    /// Makes the words of a text known; returns the place of each for [`Seen::at`].
    #[inline(always)]
    pub fn look_at(&mut self, weights: &Weights, words: &[&str]) -> Vec<usize> {
        if self.places.len() > MOST_WORDS {
            self.places.clear();
            self.sums.clear();
        }
        let cells = weights.cells;
        let known = self.sums.len();
        self.steps.clear();
        let mut places = Vec::with_capacity(words.len());
        for word in words {
            let next = self.places.len();
            let place = match self.places.get(*word) {
                Some(place) => *place,
                None => {
                    self.places.insert((*word).into(), next);
                    self.add_features(weights, word);
                    next
                }
            };
            places.push(place);
        }
        let fresh = (self.sums.len() - known) / cells;
        weights.vectors.multiply(&self.steps, VECTOR, fresh, &mut self.carried);
        for (sum, carried) in self.sums[known..].iter_mut().zip(&self.carried) {
            *sum += carried;
        }
        places
    }

    /// What the word at this place is seen as.
    #[inline(always)]
    pub fn at(&self, weights: &Weights, place: usize) -> &[f32] {
        &self.sums[place * weights.cells..(place + 1) * weights.cells]
    }

    /// Adds the sum of the features of a word, and the steps of its vector.
    #[inline(always)]
    fn add_features(&mut self, weights: &Weights, word: &str) {
        let start = self.sums.len();
        self.sums.resize(start + weights.cells, 0.0);
        let vector = self.features.rows(word, &mut self.rows);
        let sum = &mut self.sums[start..];
        self.rows.iter().for_each(|row| weights.table.add(*row, sum));
        match vector {
            Some(vector) => self.steps.extend(vector.iter().map(|cell| i16::from(cell.cast_signed()) * VECTOR_STEPS)),
            None => self.steps.resize(self.steps.len() + VECTOR, 0),
        }
    }
}
