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
    while let Some(first) = bytes.get(at) {
        if first.is_ascii() && !IN_WORD[usize::from(*first)] {
            at += 1;
            continue;
        }
        let short = bytes.get(at..).and_then(|rest| rest.first_chunk()).and_then(|eight| short_word(*eight));
        let (length, hash, capital) = match short {
            Some((length, hash)) => (length as usize, hash, first.is_ascii_uppercase()),
            None => long_word(text, at),
        };
        if length > 0 {
            let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + length)) else { return };
            each(Word { start, end, hash, capital });
            at += length;
        } else {
            at += character_length(*first);
        }
    }
}

/// Length and hash of the word at the beginning of eight bytes that ends inside them, as nearly all do; `None` where it may
/// be longer, or go on with a letter that is not ASCII.
fn short_word(eight: [u8; 8]) -> Option<(u32, u64)> {
    let length = letters(eight);
    let next = eight.get(length as usize)?;
    (length > 0 && next.is_ascii()).then(|| {
        let mut hash = WordHash::new();
        hash.push_first_letters(eight, length);
        (length, hash.finish())
    })
}

/// Length in bytes and hash of the word at a byte, and whether it begins in upper case; length 0 where there is none.
fn long_word(text: &str, start: usize) -> (usize, u64, bool) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut hash = WordHash::new();
    let mut capital = false;
    loop {
        // Eight bytes at a time, as long as there are eight.
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let length = letters(*eight);
            capital |= at == start && eight.first().is_some_and(u8::is_ascii_uppercase);
            hash.push_first_letters(*eight, length);
            at += length as usize;
            if length < 8 {
                break;
            }
        }
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
    (at - start, hash.finish(), capital)
}

/// The words of `text`, in text order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    cut(text, &mut words);
    words
}

/// Puts the words of `text`, in text order, in the place of others.
pub(crate) fn cut(text: &str, words: &mut Vec<Word>) {
    words.clear();
    words.reserve(text.len() / 5);
    for_each_word(text, |word| words.push(word));
}

/// How many of eight bytes, from the first on, are ASCII letters or digits.
fn letters(eight: [u8; 8]) -> u32 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;
    let eight = u64::from_le_bytes(eight);
    let low = eight & !TOP;
    // With bytes below 128 a sum sets the top bit of each byte that is `first` or more, and of no other.
    let at_least = |bytes: u64, first: u8| bytes + (0x80 - u64::from(first)) * EACH;
    let between = |bytes: u64, first: u8, last: u8| at_least(bytes, first) & !at_least(bytes, last + 1);
    let word = (between(low | (0x20 * EACH), b'a', b'z') | between(low, b'0', b'9')) & !eight & TOP;
    (word ^ TOP).trailing_zeros() / 8
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
    fn eight_bytes_at_a_time_are_read_as_one_by_one() {
        for byte in 0..=u8::MAX {
            assert_eq!(letters([byte; 8]), if byte.is_ascii_alphanumeric() { 8 } else { 0 }, "{byte}");
            assert_eq!(letters([b'a', b'Z', b'9', byte, b' ', b'b', b'c', b'd']), 3 + letters([byte; 8]).min(1));
        }
        for word in ["a", "harbour", "Harbours", "harbourmaster", "Harbourmasters", "interdepartmental"] {
            let alone = words(word)[0];
            let inside = words(&format!("{word} and what came after it"))[0];
            assert_eq!((alone.hash, alone.end, alone.capital), (inside.hash, inside.end, inside.capital), "{word}");
        }
    }

    #[test]
    fn case_does_not_change_the_hash() {
        assert_eq!(words("Ægir NORTH")[0].hash, words("ægir")[0].hash);
        assert_eq!(words("Ægir NORTH")[1].hash, super::super::hashing::hash_of("north"));
        assert!(words("Ægir")[0].capital && !words("ægir")[0].capital);
    }
}
