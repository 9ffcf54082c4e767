//! Does another article report this? A score for "proposition p stands in article B", and where.
//!
//! Features only: each content word of the proposition, weighed by its rarity, is looked up in the sentence, in the
//! words just before it and the opening of the article (news leaves out what it has said), and in the rest of the
//! article. Sentence similarity is for candidates; this score says how much of the proposition is covered.

use super::words::{Vocabulary, Word};

/// What a word counts that stands not in the sentence but in the sentence before it or the first of the article.
const NEARBY_SHARE: f32 = 0.7;
/// What a word counts that stands elsewhere in the article.
const ELSEWHERE_SHARE: f32 = 0.4;
/// What each figure costs that the sentence lacks: the same words with another number are not the same claim.
const MISSING_FIGURE: f32 = 0.1;

/// An article as the score sees it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Content words of each sentence.
    pub sentences: Vec<Vec<Word>>,
    /// The stems of the whole article, sorted.
    all: Vec<u32>,
}

impl Account {
    /// Prepares the sentences of an article.
    pub fn new(sentences: Vec<Vec<Word>>) -> Account {
        let mut all: Vec<u32> = sentences.iter().flatten().map(|word| word.stem).collect();
        all.sort_unstable();
        all.dedup();
        Account { sentences, all }
    }
}

/// The sentence of `account` that best reports the proposition, with its score, at most 1.
///
/// `candidates` are indexes of sentences; the earliest wins a tie.
pub fn best_sentence(
    vocabulary: &Vocabulary,
    proposition: &[Word],
    account: &Account,
    candidates: impl IntoIterator<Item = usize>,
) -> Option<(usize, f32)> {
    let total: f32 = proposition.iter().map(|word| word.weight).sum();
    if total <= 0.0 {
        return None;
    }
    let around: Vec<f32> = proposition
        .iter()
        .map(|word| {
            let opening = account.sentences.first().map_or(0.0, |opening| coverage(vocabulary, *word, opening));
            let elsewhere = account.all.binary_search(&word.stem).is_ok();
            (NEARBY_SHARE * opening).max(if elsewhere { ELSEWHERE_SHARE } else { 0.0 })
        })
        .collect();
    let mut best: Option<(usize, f32)> = None;
    for candidate in candidates {
        let Some(sentence) = account.sentences.get(candidate) else { continue };
        let before = candidate.checked_sub(1).and_then(|before| account.sentences.get(before));
        let mut sum = 0.0;
        let mut missing = 0.0;
        for (word, around) in proposition.iter().zip(&around) {
            let here = coverage(vocabulary, *word, sentence);
            let nearby = before.map_or(0.0, |before| NEARBY_SHARE * coverage(vocabulary, *word, before));
            sum += word.weight * here.max(nearby).max(*around);
            if word.figure && here == 0.0 {
                missing += MISSING_FIGURE;
            }
        }
        let score = sum / total - missing;
        if best.is_none_or(|(_, highest)| score > highest) {
            best = Some((candidate, score));
        }
    }
    best
}

/// How well a word is covered by the words of a sentence, 0 to 1.
fn coverage(vocabulary: &Vocabulary, wanted: Word, sentence: &[Word]) -> f32 {
    sentence.iter().fold(0.0_f32, |best, word| best.max(vocabulary.likeness(wanted, *word)))
}
