//! Lemmas: the dictionary form of a word, from its tag.
//!
//! A table learnt from annotated text says, for a tag and the end of a word, how much to cut and what to put there.
//! The longest known ending wins; a whole word counts as an ending of itself.

use super::syntax::Tag;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longest ending the table knows, in characters, whole words apart.
pub const LONGEST_ENDING: usize = 5;

/// How to turn a word into its lemma: cut so many characters from its end, then add these.
struct Change {
    cut: usize,
    add: &'static str,
}

/// Changes by (tag, ending); whole words begin with `^`.
static CHANGES: LazyLock<HashMap<(&str, &str), Change>> = LazyLock::new(|| {
    include_str!("../../../../models/english/lemmas.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (tag, ending, cut, add) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            Some(((tag, ending), Change { cut: cut.parse().ok()?, add }))
        })
        .collect()
});

/// The lemma of a word with its Penn tag. Proper nouns keep their case; all else comes out in lower case.
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    let name = tag.name();
    let keeps_case = tag.is_proper_noun() || matches!(name, "PRP" | "ADD");
    let base = if keeps_case || !word.chars().any(char::is_uppercase) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    };
    let whole = format!("^{}", if name == "PRP" { base.to_lowercase() } else { base.to_string() });
    let endings = base.char_indices().rev().take(LONGEST_ENDING).map(|(start, _)| start);
    let found = CHANGES.get(&(name, whole.as_str())).or_else(|| {
        // The past and the participle of a regular verb are one form: what is known of one tag holds for the other.
        let twin = match name {
            "VBD" if base.ends_with("ed") => "VBN",
            "VBN" if base.ends_with("ed") => "VBD",
            _ => name,
        };
        let mut longest = CHANGES.get(&(name, ""));
        for start in endings {
            let ending = base.get(start..).unwrap_or_default();
            longest = CHANGES.get(&(name, ending)).or_else(|| CHANGES.get(&(twin, ending))).or(longest);
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
