//! The words of a text as relate sees them: places, hashes in lower case, capitals.
//!
//! Coarser and faster than the tokens of the language layer: a word is a run of letters and digits, so that copies match
//! whatever an outlet's typography did to apostrophes, hyphens and quotation marks.

use super::hashing::WordHash;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the word in lower case.
    pub hash: u64,
    /// Whether its first character is an upper-case letter.
    pub capital: bool,
}

/// Calls `each` with the words of `text`, in text order. Words past 4 GiB are left out: no anchor could name them.
pub(crate) fn for_each_word(text: &str, mut each: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut hash = WordHash::new();
        let mut capital = false;
        loop {
            let run = bytes.get(at..).unwrap_or_default();
            let run = run.get(..run.iter().take_while(|byte| IN_WORD[usize::from(**byte)]).count()).unwrap_or_default();
            capital |= at == start && run.first().is_some_and(u8::is_ascii_uppercase);
            hash.push_letters(run);
            at += run.len();
            if bytes.get(at).is_none_or(u8::is_ascii) {
                break;
            }
            // `at` is always at the first byte of a character here.
            let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            // Typographic punctuation is common, and looking it up in the tables of Unicode is slow.
            if matches!(character, '\u{2000}'..='\u{206F}') || !character.is_alphanumeric() {
                break;
            }
            capital |= at == start && character.is_uppercase();
            let mut buffer = [0; 4];
            for lower in character.to_lowercase() {
                hash.push(lower.encode_utf8(&mut buffer).as_bytes());
            }
            at += character.len_utf8();
        }
        if at > start {
            let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(at)) else { return };
            each(Word { start, end, hash: hash.finish(), capital });
        } else {
            at += bytes.get(at).map_or(1, |byte| character_length(*byte));
        }
    }
}

/// The words of `text`, in text order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    for_each_word(text, |word| words.push(word));
    words
}

/// Whether a byte is an ASCII letter or digit.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Bytes of the UTF-8 character that begins with `first`.
fn character_length(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.start as usize..word.end as usize]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_is_a_run_of_letters_and_digits() {
        check("“We can’t”, she said—twice.", &["We", "can", "t", "she", "said", "twice"]);
        check("Gjørv’s 14th Œuvre", &["Gjørv", "s", "14th", "Œuvre"]);
        check(" … ", &[]);
        check("é", &["é"]);
    }

    #[test]
    fn case_does_not_change_the_hash() {
        assert_eq!(words("Ægir NORTH")[0].hash, words("ægir")[0].hash);
        assert_eq!(words("Ægir NORTH")[1].hash, super::super::hashing::hash_of("north"));
        assert!(words("Ægir")[0].capital && !words("ægir")[0].capital);
    }
}
