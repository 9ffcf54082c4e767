//! Cuts a text into paragraphs, sentences and tokens.
//!
//! A paragraph is a line. A sentence lies in one paragraph, except where a line is clearly broken off and the next
//! goes on with it. Tokens follow the conventions of Universal Dependencies English. Time is linear in the text.

mod blocks;
mod lexicon;
mod sentences;
mod shapes;
mod tokens;

use super::{Anchor, Layout};

/// Cuts `text` into paragraphs (at line breaks), sentences and tokens.
///
/// Every token lies in exactly one sentence. Characters of no width and control characters are in no token. A sentence
/// has at most [`LONGEST_SENTENCE`] tokens.
pub fn segment(text: &str) -> Layout {
    let mut layout = Layout { paragraphs: paragraphs(text), ..Layout::default() };
    layout.tokens.reserve(text.len() / 5);
    let mut first = 0;
    while first < layout.paragraphs.len() {
        let first_token = layout.tokens.len();
        let last = blocks::cut(text, &layout.paragraphs, first, &mut layout.tokens);
        sentences::cut(text, first_token, first..last, &mut layout);
        first = last;
    }
    layout
}

pub use sentences::LONGEST_SENTENCE;

/// The lines of a text that hold more than white space, trimmed.
fn paragraphs(text: &str) -> Vec<Anchor> {
    let mut start = 0;
    text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{85}', '\r', '\u{B}', '\u{C}'])
        .filter_map(|line| {
            let end = start + line.len();
            let paragraph = Anchor::trimmed(text, start, end);
            start = end;
            paragraph
        })
        .collect()
}

#[cfg(test)]
mod tests;
