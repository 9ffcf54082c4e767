//! Pairs worth aligning, from an index of shared words: never all pairs.

use super::lexicon::shortest_base;
use super::words::Word;
use std::collections::BTreeMap;

/// A word that stands in more runs than this names nothing in particular and yields no candidates.
const COMMONEST: usize = 48;
/// Partners kept for a run, best first.
const PARTNERS: usize = 12;

/// The keys a run of words is indexed by: the base forms of its content words, sorted, each once.
pub fn keys(words: &[Word]) -> Vec<String> {
    let content = words.iter().filter(|word| word.is_content());
    let mut keys: Vec<String> = content.map(|word| shortest_base(&word.form)).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Pairs `(a, b)` with `a < b` of runs that share rare keys, sorted. A shared key weighs the logarithm of how rare it
/// is; each run keeps its best partners, so the number of pairs grows with the number of runs, not with its square.
pub fn candidates(keys: &[Vec<String>]) -> Vec<(usize, usize)> {
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (run, keys) in keys.iter().enumerate() {
        for key in keys {
            index.entry(key).or_default().push(run);
        }
    }
    let mut pairs = Vec::new();
    for (run, own) in keys.iter().enumerate() {
        let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
        for key in own {
            let runs = index.get(key.as_str()).map(Vec::as_slice).unwrap_or_default();
            if runs.len() <= COMMONEST {
                let weight = (1.0 + keys.len() as f64 / runs.len() as f64).ln();
                runs.iter()
                    .filter(|other| **other != run)
                    .for_each(|other| *weights.entry(*other).or_default() += weight);
            }
        }
        let mut best: Vec<(usize, f64)> = weights.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        pairs.extend(best.into_iter().take(PARTNERS).map(|(other, _)| (run.min(other), run.max(other))));
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
        let keys: Vec<Vec<String>> = runs.iter().map(|run| run.split(' ').map(str::to_string).collect()).collect();
        assert_eq!(candidates(&keys), [(0, 1), (0, 3), (1, 3), (2, 3)]);
        let same = vec![vec!["ferry".to_string()]; 100];
        assert!(candidates(&same).is_empty(), "a word that all share yields no pairs");
    }
}
