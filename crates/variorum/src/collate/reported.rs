//! Does another article report this? A score for "proposition p stands in article B", and where.
//!
//! Features only: each content word of the proposition, weighed by its rarity, is looked up in the sentence, in the
//! words just before it and the opening of the article (news leaves out what it has said), and in the rest of the
//! article. Sentence similarity is for candidates; this score says how much of the proposition is covered.

use super::words::{Signature, Vocabulary, Word};

/// What a word counts that stands not in the sentence but in the sentence before it or the first of the article.
const NEARBY_SHARE: f32 = 0.75;
/// What a word counts that stands elsewhere in the article.
const ELSEWHERE_SHARE: f32 = 0.3;
/// What each figure costs that the sentence lacks: the same words with another number are not the same claim.
const MISSING_FIGURE: f32 = 0.1;

/// An article as the score sees it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Content words of each sentence.
    pub sentences: Vec<Vec<Word>>,
    /// Parallel to the sentences.
    signatures: Vec<Signature<1>>,
    /// Of the whole article.
    signature: Signature<32>,
    /// The words of the whole article, each stem once, sorted as [`Word::place`] says.
    all: Vec<Word>,
}

impl Account {
    /// Prepares the sentences of an article.
    pub fn new(sentences: Vec<Vec<Word>>) -> Account {
        let mut all: Vec<Word> = sentences.iter().flatten().copied().collect();
        all.sort_by_key(|word| word.place());
        all.dedup_by_key(|word| word.stem);
        let signatures = sentences.iter().map(|words| Signature::of(words)).collect();
        Account { sentences, signatures, signature: Signature::of(&all), all }
    }

    /// How well a word is covered by the words of a sentence, 0 to 1.
    fn coverage(&self, vocabulary: &Vocabulary, wanted: Word, sentence: usize) -> f32 {
        match (self.sentences.get(sentence), self.signatures.get(sentence)) {
            (Some(words), Some(signature)) if signature.may_have_like(wanted) => coverage(vocabulary, wanted, words),
            _ => 0.0,
        }
    }

    /// How well a word is covered by the words of the whole article, 0 to 1.
    fn coverage_anywhere(&self, vocabulary: &Vocabulary, wanted: Word) -> f32 {
        if !self.signature.may_have_like(wanted) {
            return 0.0;
        }
        let (place, _) = wanted.place();
        let first = self.all.partition_point(|other| other.place().0 < place);
        let after = self.all.get(first..).unwrap_or_default();
        let last = after.partition_point(|other| other.place().0 <= place);
        coverage(vocabulary, wanted, after.get(..last).unwrap_or_default())
    }
}

/// The sentence that reports a proposition best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    pub sentence: usize,
    /// How much of the proposition the article covers there, at most 1.
    pub score: f32,
    /// How much of it stands in the sentence itself.
    pub in_sentence: f32,
}

/// The sentence of `account` that best reports the proposition.
///
/// `candidates` are indexes of sentences; the earliest wins a tie.
pub fn best_sentence(
    vocabulary: &Vocabulary,
    proposition: &[Word],
    account: &Account,
    candidates: impl IntoIterator<Item = usize>,
) -> Option<Report> {
    let total: f32 = proposition.iter().map(|word| word.weight).sum();
    if total <= 0.0 {
        return None;
    }
    let around: Vec<f32> = proposition
        .iter()
        .map(|word| {
            // A word that the opening has counts more there than anywhere else.
            let opening = NEARBY_SHARE * account.coverage(vocabulary, *word, 0);
            if opening > ELSEWHERE_SHARE {
                return opening;
            }
            opening.max(ELSEWHERE_SHARE * account.coverage_anywhere(vocabulary, *word))
        })
        .collect();
    let mut best: Option<Report> = None;
    for candidate in candidates {
        if candidate >= account.sentences.len() {
            continue;
        }
        let mut sum = 0.0;
        let mut in_sentence = 0.0;
        let mut missing = 0.0;
        for (word, around) in proposition.iter().zip(&around) {
            let here = account.coverage(vocabulary, *word, candidate);
            let before = candidate.checked_sub(1).map_or(0.0, |before| account.coverage(vocabulary, *word, before));
            let nearby = NEARBY_SHARE * before;
            sum += word.weight * here.max(nearby).max(*around);
            in_sentence += word.weight * here;
            if word.figure && here == 0.0 {
                missing += MISSING_FIGURE;
            }
        }
        let score = sum / total - missing;
        if best.is_none_or(|best| score > best.score) {
            best = Some(Report { sentence: candidate, score, in_sentence: in_sentence / total });
        }
    }
    best
}

/// How much of a list of words another covers, at most 1.
pub fn covered(vocabulary: &Vocabulary, wanted: &[Word], words: &[Word]) -> f32 {
    let total: f32 = wanted.iter().map(|word| word.weight).sum();
    let signature = Signature::<1>::of(words);
    let alike = wanted.iter().filter(|word| signature.may_have_like(**word));
    let covered = alike.fold(0.0, |sum, word| sum + word.weight * coverage(vocabulary, *word, words));
    if total > 0.0 { covered / total } else { 0.0 }
}

/// The likeness of a word to the one of a list that is most like it.
fn coverage(vocabulary: &Vocabulary, wanted: Word, words: &[Word]) -> f32 {
    words.iter().fold(0.0_f32, |best, word| best.max(vocabulary.likeness(wanted, *word)))
}
