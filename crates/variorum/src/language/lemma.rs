//! Lemmas: the dictionary form of a word, from its tag.
//!
//! A table learnt from annotated text says, for a tag and the end of a word, how much to cut and what to put there.
//! The longest known ending wins; a whole word counts as an ending of itself.

use super::syntax::Tag;
use crate::text::lists::{self, WordMap};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Longest ending the table knows, in characters, whole words apart.
pub const LONGEST_ENDING: usize = 5;

/// How to turn a word into its lemma: cut so many characters from its end, then add these.
struct Change {
    cut: usize,
    add: &'static str,
}

/// What the table says.
#[derive(Default)]
struct Table {
    /// By tag and word.
    words: WordMap<(Tag, &'static str), Change>,
    /// By tag and ending.
    endings: WordMap<(Tag, &'static str), Change>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for fields in lists::rows(include_str!("../../../../models/english/lemmas.tsv")) {
        let [tag, ending, cut, add] = fields.as_slice() else { continue };
        let (Some(tag), Ok(cut)) = (Tag::from_name(tag), cut.parse()) else { continue };
        let change = Change { cut, add };
        match ending.strip_prefix('^') {
            Some(word) => table.words.insert((tag, word), change),
            None => table.endings.insert((tag, *ending), change),
        };
    }
    table
});

/// The past and the participle.
static PAST: LazyLock<Option<(Tag, Tag)>> = LazyLock::new(|| Tag::from_name("VBD").zip(Tag::from_name("VBN")));

/// The lemma of a word with its Penn tag. Proper nouns keep their case; all else comes out in lower case.
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    let name = tag.name();
    let keeps_case = tag.is_proper_noun() || matches!(name, "PRP" | "ADD");
    let base = if keeps_case || !word.chars().any(char::is_uppercase) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    };
    let whole = if name == "PRP" { Cow::Owned(base.to_lowercase()) } else { Cow::Borrowed(base.as_ref()) };
    let table = &*TABLE;
    let found = table.words.get(&(tag, whole.as_ref())).or_else(|| {
        // The past and the participle of a regular verb are one form: what is known of one tag holds for the other.
        let twin = match *PAST {
            Some((past, participle)) if tag == past && base.ends_with("ed") => participle,
            Some((past, participle)) if tag == participle && base.ends_with("ed") => past,
            _ => tag,
        };
        let mut longest = table.endings.get(&(tag, ""));
        for (start, _) in base.char_indices().rev().take(LONGEST_ENDING) {
            let here = base.get(start..).unwrap_or_default();
            let known = table.endings.get(&(tag, here)).or_else(|| table.endings.get(&(twin, here)));
            longest = known.or(longest);
        }
        longest
    });
    let Some(Change { cut, add }) = found.filter(|change| change.cut > 0 || !change.add.is_empty()) else {
        return base;
    };
    let kept = base.char_indices().rev().nth(cut.saturating_sub(1)).map_or(0, |(start, _)| start);
    let kept = if *cut == 0 { base.len() } else { kept };
    Cow::Owned(format!("{}{add}", base.get(..kept).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        let check = |word: &str, tag: &str, expected: &str| {
            assert_eq!(lemma(word, Tag::from_name(tag).unwrap()), expected, "{word} {tag}");
        };
        check("ferries", "NNS", "ferry");
        check("harbours", "NNS", "harbour");
        check("children", "NNS", "child");
        check("said", "VBD", "say");
        check("Was", "VBD", "be");
        check("stopped", "VBD", "stop");
        check("declined", "VBD", "decline");
        check("joined", "VBD", "join");
        check("announcing", "VBG", "announce");
        check("denies", "VBZ", "deny");
        check("larger", "JJR", "large");
        check("them", "PRP", "they");
        check("n't", "RB", "not");
        check("Selma", "NNP", "Selma");
        check("ZÜRICH", "NN", "zürich");
        check("🛶", "NN", "🛶");
    }
}
