//! Paragraphs, sentences and tokens of a text.

use super::Anchor;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Paragraphs, sentences and tokens of one text, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    pub paragraphs: Vec<Anchor>,
    pub sentences: Vec<Sentence>,
    /// Words and punctuation as Universal Dependencies English cuts them: `do|n't`, `Trump|'s`, `U.S.`, `$|2.5|bn`.
    pub tokens: Vec<Anchor>,
}

/// One sentence: its place and its tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    pub anchor: Anchor,
    /// Indexes into [`Layout::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Layout::paragraphs`].
    pub paragraph: usize,
}

impl Layout {
    /// Index of the sentence that holds the byte `offset`, or the last one that begins before it.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.anchor.start() <= offset).checked_sub(1)
    }

    /// Indexes of the tokens that lie wholly inside `anchor`.
    pub fn tokens_in(&self, anchor: Anchor) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.start() < anchor.start());
        let last = self.tokens.partition_point(|token| token.end() <= anchor.end());
        first..last.max(first)
    }

    /// Index of the token that holds the byte `offset`.
    pub fn token_at(&self, offset: usize) -> Option<usize> {
        let index = self.tokens.partition_point(|token| token.end() <= offset);
        self.tokens.get(index).filter(|token| token.start() <= offset).map(|_| index)
    }
}
