//! Cuts a text into paragraphs, sentences and tokens.

use super::{Anchor, Layout, Sentence};

/// Cuts `text` into paragraphs (at line breaks), sentences and tokens.
pub fn segment(text: &str) -> Layout {
    let mut layout = Layout::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if let Some(paragraph) = Anchor::trimmed(text, start, end) {
            let index = layout.paragraphs.len();
            layout.paragraphs.push(paragraph);
            cut_sentences(text, paragraph, index, &mut layout);
        }
        start = end;
    }
    layout
}

/// Adds the sentences and tokens of one paragraph.
fn cut_sentences(text: &str, paragraph: Anchor, index: usize, layout: &mut Layout) {
    let words = cut_tokens(text, paragraph);
    let mut first = 0;
    for (position, word) in words.iter().enumerate() {
        let last = position + 1 == words.len();
        let stop = matches!(word.of(text), "." | "!" | "?" | "…");
        let closing = words.get(position + 1).is_some_and(|next| matches!(next.of(text), "”" | "\"" | "’" | "'" | ")"));
        let after_closing = position > first
            && matches!(word.of(text), "”" | "\"" | "’" | "'" | ")")
            && matches!(words[position - 1].of(text), "." | "!" | "?" | "…");
        if last || (stop && !closing) || after_closing {
            let base = layout.tokens.len();
            layout.tokens.extend(&words[first..=position]);
            layout.sentences.push(Sentence {
                anchor: words[first].cover(*word),
                tokens: base..layout.tokens.len(),
                paragraph: index,
            });
            first = position + 1;
        }
    }
}

/// Words and punctuation of one paragraph.
fn cut_tokens(text: &str, paragraph: Anchor) -> Vec<Anchor> {
    let mut tokens = Vec::new();
    let mut word: Option<usize> = None;
    for (offset, character) in paragraph.of(text).char_indices() {
        let offset = paragraph.start() + offset;
        if character.is_alphanumeric() {
            word.get_or_insert(offset);
            continue;
        }
        if let Some(start) = word.take() {
            tokens.extend(Anchor::new(text, start, offset));
        }
        if !character.is_whitespace() {
            tokens.extend(Anchor::new(text, offset, offset + character.len_utf8()));
        }
    }
    if let Some(start) = word {
        tokens.extend(Anchor::new(text, start, paragraph.end()));
    }
    tokens
}
