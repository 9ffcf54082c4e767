//! Pairs worth aligning, from an index of shared words: never all pairs.

use super::words::Word;
use crate::collate::limits::{self, Bounds, Limits};
use crate::text::lists::WordMap;
use std::rc::Rc;

/// The keys a run of words is indexed by: the base forms of its content words, sorted, each once.
pub fn keys(words: &[Word]) -> Vec<Rc<str>> {
    let content = words.iter().filter(|word| word.is_content());
    let mut keys: Vec<Rc<str>> = content.map(|word| word.base.clone()).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Pairs `(a, b)` with `a < b` of runs that share rare keys, sorted. A shared key weighs the logarithm of how rare it
/// is; a key that many runs have names nothing in particular and yields none. Each run keeps its best partners, so the
/// number of pairs grows with the number of runs, not with its square.
pub fn candidates(keys: &[Vec<Rc<str>>], bounds: &Bounds) -> Vec<(usize, usize)> {
    let Limits { aligned, aligned_word, .. } = bounds.limits;
    let mut numbers: WordMap<&str, usize> = WordMap::default();
    let mut runs_of: Vec<Vec<usize>> = Vec::new();
    let mut number = |key, run: usize| {
        let number = *numbers.entry(key).or_insert(runs_of.len());
        match runs_of.get_mut(number) {
            Some(runs) => runs.push(run),
            None => runs_of.push(vec![run]),
        }
        number
    };
    let keys: Vec<Vec<usize>> =
        keys.iter().enumerate().map(|(run, own)| own.iter().map(|key| number(&**key, run)).collect()).collect();
    let weights: Vec<f64> = runs_of.iter().map(|runs| (1.0 + keys.len() as f64 / runs.len() as f64).ln()).collect();
    bounds.cut(&limits::ALIGNED_WORD, runs_of.iter().filter(|runs| runs.len() > aligned_word).count());
    let mut pairs = Vec::new();
    // By run: how much it shares with the one at hand; those that share something.
    let mut shared = vec![0.0; keys.len()];
    let mut found: Vec<usize> = Vec::new();
    for (run, own) in keys.iter().enumerate() {
        for key in own.iter().filter(|key| runs_of[**key].len() <= aligned_word) {
            for other in runs_of[*key].iter().filter(|other| **other != run) {
                if shared[*other] == 0.0 {
                    found.push(*other);
                }
                shared[*other] += weights[*key];
            }
        }
        let mut best: Vec<(usize, f64)> =
            found.drain(..).map(|other| (other, std::mem::take(&mut shared[other]))).collect();
        let order = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if best.len() > aligned {
            best.select_nth_unstable_by(aligned, order);
            best.truncate(aligned);
        }
        pairs.extend(best.into_iter().map(|(other, _)| (run.min(other), run.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_share_rare_words_are_candidates() {
        let runs = ["ferry amary sink", "ferry amary collide", "budget vote", "vote ferry"];
        let keys: Vec<Vec<Rc<str>>> = runs.iter().map(|run| run.split(' ').map(Rc::from).collect()).collect();
        assert_eq!(candidates(&keys, &Bounds::default()), [(0, 1), (0, 3), (1, 3), (2, 3)]);
        let same = vec![vec![Rc::from("ferry")]; 100];
        assert!(candidates(&same, &Bounds::default()).is_empty(), "a word that all share yields no pairs");
    }
}
