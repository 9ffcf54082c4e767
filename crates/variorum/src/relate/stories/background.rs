//! How common words are in English news: the weights of rare and common words before a collection can tell.

use crate::relate::word_index::{Laid, WordIndex};
use std::sync::LazyLock;

/// `data/document_frequencies.tsv` as the build script laid it out, by word the number of articles: the words, and how rare
/// each is.
static TABLE: LazyLock<Option<(WordIndex, Vec<f32>)>> = LazyLock::new(|| {
    let mut laid = Laid::new(include_bytes!(concat!(env!("OUT_DIR"), "/document_frequencies.bin")));
    let words = laid.index()?;
    let shares = laid.take::<4>(words.len())?.iter().map(|share| f32::from_le_bytes(*share));
    Some((words, shares.map(|share| (ARTICLES / share.max(1.0)).ln().min(UNLISTED)).collect()))
});

/// Articles that the shares of the table are given for.
const ARTICLES: f32 = 100_000.0;

/// Weight of a word that the table does not list: as if eight of 100,000 articles had it.
const UNLISTED: f32 = 9.4;

/// Inverse document frequency of the word with this hash: the natural logarithm of articles over articles with the word.
pub(super) fn rarity(word: u64) -> f32 {
    let known = TABLE.as_ref().and_then(|(words, rarities)| rarities.get(words.number(word)?).copied());
    known.unwrap_or(UNLISTED)
}
