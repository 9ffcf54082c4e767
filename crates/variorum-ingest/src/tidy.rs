//! The stored text of an article: line breaks of one kind, no invisible characters.

use crate::limits::Limits;
use crate::outcome::{Failure, Place, Warning};
use variorum::article::{Article, Metadata};

/// One article as a format read it, before its text is tidied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub name: String,
    pub text: String,
    pub metadata: Metadata,
}

/// Makes the article of a draft: tidies its text, refuses an empty or too long one.
pub(crate) fn finish(
    draft: Draft,
    place: &Place,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<Article, Failure> {
    let (text, replaced) = tidy(&draft.text);
    if text.is_empty() {
        return Err(place.failure("it holds no text", "leave it out, or check how it was saved"));
    }
    if text.len() > limits.article_bytes {
        let reason =
            format!("its text has {} bytes, the limit for one article is {}", text.len(), limits.article_bytes);
        return Err(place.failure(reason, "raise the limit with --max-article-bytes, or cut it into articles"));
    }
    if replaced > 0 {
        let message = format!("{replaced} control characters were replaced by spaces");
        warnings.push(Warning { place: place.clone(), message });
    }
    let metadata = Metadata {
        url: clean(draft.metadata.url),
        outlet: clean(draft.metadata.outlet),
        headline: clean(draft.metadata.headline),
        byline: clean(draft.metadata.byline),
        published: draft.metadata.published,
        language: clean(draft.metadata.language),
    };
    Ok(Article::new(draft.name, text, metadata))
}

/// The text with line feeds as its only line breaks, without invisible layout characters, trimmed; and how many
/// control characters a space now stands for.
fn tidy(text: &str) -> (String, usize) {
    let mut tidied = String::with_capacity(text.len());
    let mut replaced = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                tidied.push('\n');
            }
            // NEXT LINE, LINE SEPARATOR, PARAGRAPH SEPARATOR, form feed, vertical tab
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{c}' | '\u{b}' => tidied.push('\n'),
            // Soft hyphen, zero-width space, word joiner, byte order mark: layout hints that would cut words in two.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            '\n' | '\t' => tidied.push(character),
            control if control.is_control() => {
                replaced += 1;
                tidied.push(' ');
            }
            other => tidied.push(other),
        }
    }
    let end = tidied.trim_end().len();
    tidied.truncate(end);
    let start = tidied.len() - tidied.trim_start().len();
    tidied.drain(..start);
    (tidied, replaced)
}

/// A field on one line without outer white space; `None` where nothing is left.
fn clean(field: Option<String>) -> Option<String> {
    let field = tidy(&field?).0.split_whitespace().collect::<Vec<_>>().join(" ");
    (!field.is_empty()).then_some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_one_kind_of_line_break_and_no_invisible_characters() {
        for (given, wanted) in [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            ("\u{feff}  The mayor\n\n", "The mayor"),
            ("re\u{ad}port\u{200b}er", "reporter"),
            ("one\u{2028}two\u{2029}three", "one\ntwo\nthree"),
            ("a\u{0}b\u{7}c\td", "a b c\td"),
            ("👩\u{200d}🚒 שלום", "👩\u{200d}🚒 שלום"),
            (" \n\t ", ""),
        ] {
            assert_eq!(tidy(given).0, wanted, "{given:?}");
        }
        assert_eq!(tidy("a\u{0}b\u{7}").1, 2);
    }
}
