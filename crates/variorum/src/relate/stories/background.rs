//! How common words are in English news: the weights of rare and common words before a collection can tell.

use crate::relate::word_index::WordValues;
use std::sync::LazyLock;

/// `data/document_frequencies.tsv` as the build script laid it out: by word the number of articles.
static TABLE: LazyLock<Option<WordValues>> =
    LazyLock::new(|| WordValues::read(include_bytes!(concat!(env!("OUT_DIR"), "/document_frequencies.bin"))));

/// Articles that the shares of the table are given for.
const ARTICLES: f32 = 100_000.0;

/// Weight of a word that the table does not list: as if eight of 100,000 articles had it.
const UNLISTED: f32 = 9.4;

/// Inverse document frequency of the word with this hash: the natural logarithm of articles over articles with the word.
pub(super) fn rarity(word: u64) -> f32 {
    let share = TABLE.as_ref().and_then(|table| table.of(word)).map(f32::from_le_bytes);
    share.map_or(UNLISTED, |share| (ARTICLES / share.max(1.0)).ln().min(UNLISTED))
}
