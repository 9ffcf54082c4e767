//! Small words that say how the words beside them are meant: "again", "below", "the past".

use crate::text::lists::{self, WordSet};
use std::sync::LazyLock;

/// Class and word, from `data/collate/cues.tsv`.
static CUES: LazyLock<WordSet<(&'static str, &'static str)>> =
    LazyLock::new(|| lists::pairs(include_str!("../../../../data/collate/cues.tsv")).collect());

/// Whether a lower-case word is a cue of a class.
pub fn is(class: &str, word: &str) -> bool {
    CUES.contains(&(class, word))
}
