//! Blocks: a paragraph, or several where a line break falls inside a sentence.

use super::lexicon::LEXICON;
use super::tokens;
use crate::text::Anchor;

/// Adds the tokens of the block that begins with paragraph `first`; answers with the paragraph after the block.
pub fn cut(text: &str, paragraphs: &[Anchor], first: usize, found: &mut Vec<Anchor>) -> usize {
    let mut next = first;
    while let Some(paragraph) = paragraphs.get(next) {
        let before = found.len();
        tokens::cut(text, paragraph.start(), paragraph.end(), found);
        next += 1;
        let following = paragraphs.get(next).is_some_and(|following| {
            let line = found.get(before..).unwrap_or_default();
            is_next_line(text, *paragraph, *following) && goes_on(text, line, following.of(text))
        });
        if !following {
            break;
        }
    }
    next
}

/// Whether no empty line lies between two paragraphs.
fn is_next_line(text: &str, paragraph: Anchor, following: Anchor) -> bool {
    let between = text.get(paragraph.end()..following.start()).unwrap_or_default();
    between.matches('\n').count() <= 1
}

/// Whether a line with these tokens is clearly broken off and `following` goes on with its sentence.
///
/// Headlines, bylines and captions end without a full stop too, so a line counts as broken off only if its last word
/// cannot end a sentence, or if the next begins in lower case after a line that is more than a label.
fn goes_on(text: &str, line: &[Anchor], following: &str) -> bool {
    let (Some(last), Some(opening)) = (line.last(), following.chars().next()) else { return false };
    let last = last.of(text);
    if !opening.is_alphanumeric() && !matches!(opening, '"' | '“' | '‘' | '(' | '$' | '€' | '£') {
        return false;
    }
    let first_word = following.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    if LEXICON.has("unfinished", last) || last == "," {
        return line.len() >= 3;
    }
    if LEXICON.has("appellation", last) || LEXICON.has("appellation", last.trim_end_matches('.')) {
        return opening.is_uppercase() && !LEXICON.has("opener", first_word);
    }
    let ends_in_word = last.chars().next_back().is_some_and(char::is_alphanumeric);
    ends_in_word && line.len() >= 5 && opening.is_lowercase() && first_word.len() > 1 && !following.starts_with("http")
}
