//! How common words are in English news: the weights of rare and common words before a collection can tell.

use crate::relate::hashing::{HashKeyMap, hash_of};
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../../../../data/document_frequencies.tsv");

/// Articles that the shares of the table are given for.
const ARTICLES: f32 = 100_000.0;

/// Weight of a word that the table does not list: as if eight of 100,000 articles had it.
const UNLISTED: f32 = 9.4;

/// Inverse document frequency of the word with this hash: the natural logarithm of articles over articles with the word.
pub(super) fn rarity(word: u64) -> f32 {
    static RARITY: OnceLock<HashKeyMap<u64, f32>> = OnceLock::new();
    let table = RARITY.get_or_init(|| {
        TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (word, share) = line.split_once('\t')?;
                Some((hash_of(word), (ARTICLES / share.parse::<f32>().ok()?.max(1.0)).ln().min(UNLISTED)))
            })
            .collect()
    });
    table.get(&word).copied().unwrap_or(UNLISTED)
}
