//! What the network sees of a word: rows of the feature table for its forms, ends, outline and clusters, and a vector.

/// Rows for hashed features; the clusters follow.
const HASHED_ROWS: usize = 1 << 16;
/// Sizes of the three clusterings.
const CLUSTERS: [usize; 3] = [64, 256, 1024];
/// The row of a word that is in no cluster.
const NO_CLUSTER: usize = HASHED_ROWS + 64 + 256 + 1024;

/// Clusters of 100,000 words: an open hash table of `u64` slots (see [`known_word`]).
static CLUSTER_TABLE: &[u8] = include_bytes!("../../../../../models/english/clusters.bin");

/// Vectors of the same words, [`VECTOR`] signed bytes each, in the order of their ranks.
static VECTORS: &[u8] = include_bytes!("../../../../../models/english/vectors.bin");

/// Cells of a word's vector.
pub(super) const VECTOR: usize = 64;

/// Buffers for the forms of a word.
#[derive(Default)]
pub(super) struct Features {
    form: String,
    lower: String,
    plain: String,
    outline: String,
}

impl Features {
    /// Puts every row of the feature table that the word has into `rows`; returns its vector, if it has one.
    pub fn rows(&mut self, word: &str, rows: &mut Vec<usize>) -> Option<&'static [u8]> {
        rows.clear();
        let mut each = |row| rows.push(row);
        self.form.clear();
        self.lower.clear();
        self.plain.clear();
        for character in word.chars().map(straight) {
            let digit = if character.is_ascii_digit() { '0' } else { character };
            self.form.push(digit);
            self.lower.extend(digit.to_lowercase());
            self.plain.extend(character.to_lowercase());
        }
        let lower = self.lower.as_str();
        each(hashed(1, lower));
        each(hashed(2, &self.form));
        outline(&self.form, &mut self.outline);
        each(hashed(3, &self.outline));
        each(hashed(4, beginning(lower, 1)));
        each(hashed(5, beginning(lower, 3)));
        for (kind, length) in (6..).zip(1..=4) {
            each(hashed(kind, ending(lower, length)));
        }
        let Some(known) = known_word(&self.plain) else {
            each(NO_CLUSTER);
            return None;
        };
        let mut base = HASHED_ROWS;
        for (size, cluster) in CLUSTERS.into_iter().zip(known.clusters) {
            each(base + cluster);
            base += size;
        }
        VECTORS.get(known.rank * VECTOR..(known.rank + 1) * VECTOR)
    }
}

/// One spelling of quotation marks and dashes.
fn straight(character: char) -> char {
    match character {
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        other => other,
    }
}

/// X for capitals, x for small letters, 0 for digits; a run counts at most three times.
fn outline(form: &str, result: &mut String) {
    result.clear();
    let (mut last, mut run, mut length) = (None, 0, 0);
    for character in form.chars() {
        let class = if character.is_uppercase() {
            'X'
        } else if character.is_alphabetic() {
            'x'
        } else if character.is_numeric() {
            '0'
        } else {
            character
        };
        run = if last == Some(class) { run + 1 } else { 1 };
        last = Some(class);
        if run <= 3 {
            result.push(class);
            length += 1;
            if length == 12 {
                break;
            }
        }
    }
}

/// The first characters.
fn beginning(word: &str, length: usize) -> &str {
    word.char_indices().nth(length).map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
}

/// The last characters.
fn ending(word: &str, length: usize) -> &str {
    word.char_indices().rev().nth(length - 1).map_or(word, |(start, _)| word.get(start..).unwrap_or(word))
}

/// The row of a hashed feature.
fn hashed(kind: u8, text: &str) -> usize {
    let value = fnv(std::iter::once(kind).chain(text.bytes()));
    ((value ^ (value >> 32) ^ (value >> 47)) as usize) & (HASHED_ROWS - 1)
}

/// FNV-1a, 64 bits.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// One of the words that have clusters and a vector.
struct KnownWord {
    clusters: [usize; 3],
    rank: usize,
}

/// Looks a lower-case word up.
///
/// A slot holds, from the low end, 6, 8 and 10 bits of cluster numbers, 17 bits of rank and the top 23 bits of the
/// word's hash; an empty slot is all ones. A word's slot is given by the low bits of its hash, or follows it.
fn known_word(word: &str) -> Option<KnownWord> {
    let hash = fnv(word.bytes());
    let slots = CLUSTER_TABLE.len() / 8;
    let first = (hash ^ (hash >> 29)) as usize;
    for step in 0..slots {
        let at = (first.wrapping_add(step) & (slots - 1)) * 8;
        let slot = u64::from_le_bytes(CLUSTER_TABLE.get(at..at + 8)?.try_into().ok()?);
        if slot == u64::MAX {
            return None;
        }
        if slot >> 41 == hash >> 41 {
            let part = |from: u32, bits: u32| (slot >> from) as usize & ((1 << bits) - 1);
            return Some(KnownWord { clusters: [part(0, 6), part(6, 8), part(14, 10)], rank: part(24, 17) });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_keep_case_digits_and_marks() {
        let check = |word: &str, expected: &str| {
            let mut result = String::new();
            outline(word, &mut result);
            assert_eq!(result, expected);
        };
        check("Harbour", "Xxxx");
        check("U.S.", "X.X.");
        check("000,000", "000,000");
        check("McAllister", "XxXxxx");
    }

    #[test]
    fn endings_are_of_characters() {
        assert_eq!(ending("zürich", 5), "ürich");
        assert_eq!(ending("a", 3), "a");
        assert_eq!(beginning("été", 1), "é");
    }

    #[test]
    fn common_words_have_clusters() {
        assert!(known_word("the").is_some());
        assert!(known_word("zzqqxxv").is_none());
    }
}
