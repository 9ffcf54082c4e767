//! [`Sketch`]: what reuse needs to know of one article.

use crate::analyse::QuotedPassage;
use crate::relate::hashing::mix;
use crate::relate::words::{Word, words};

/// Words in a shingle. Five words in a row are rarely shared by chance; longer shingles lose light edits
/// (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003; the length measured on our development pairs).
pub(super) const SHINGLE: usize = 5;

/// Shingles in a winnowing window: any passage of `SHINGLE + WINDOW - 1` shared words shares a fingerprint.
const WINDOW: usize = 12;

/// Words that a fingerprint stands for: up to the next one that the same passage has in another text.
const COVER: usize = SHINGLE + WINDOW / 2;

/// The words of one article, and which of them count as evidence of copying.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    pub(super) words: Vec<Word>,
    /// Parallel to `words`: inside quotation marks.
    pub(super) quoted: Vec<bool>,
    /// Parallel to `words`: in a passage that the outlet prints under many articles. Empty until it is known.
    pub(super) boilerplate: Vec<bool>,
}

/// The hash of one chosen shingle, and the word it begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    pub hash: u32,
    pub word: u32,
}

/// What is looked up of an article before any two are compared.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    /// In text order.
    pub fingerprints: Vec<Fingerprint>,
    /// A hash of all words in order: equal for texts that differ in typography alone.
    pub text_hash: u64,
}

impl Imprint {
    pub(in crate::relate) fn of_words(words: &[Word]) -> Imprint {
        Imprint { fingerprints: winnow(words), text_hash: text_hash(words) }
    }
}

impl Sketch {
    /// Sketches a text; `quoted` are its quoted passages.
    pub fn new(text: &str, quoted: &[QuotedPassage]) -> Sketch {
        let words = words(text);
        let mut flags = vec![false; words.len()];
        for passage in quoted {
            let first = words.partition_point(|word| (word.start as usize) < passage.anchor.start());
            let last = words.partition_point(|word| (word.end as usize) <= passage.anchor.end());
            if let Some(inside) = flags.get_mut(first..last) {
                inside.fill(true);
            }
        }
        Sketch { words, quoted: flags, boilerplate: Vec::new() }
    }

    /// The fingerprints, in text order. Any passage of sixteen words shared with another text shares one.
    pub fn fingerprints(&self) -> Vec<Fingerprint> {
        winnow(&self.words)
    }

    /// Says which fingerprints belong to boilerplate.
    pub(super) fn set_boilerplate(&mut self, fingerprints: &[Fingerprint]) {
        self.boilerplate = vec![false; self.words.len()];
        for fingerprint in fingerprints {
            let shingle = self.boilerplate.iter_mut().skip(fingerprint.word as usize).take(COVER);
            shingle.for_each(|flag| *flag = true);
        }
    }

    /// A hash of all words in order: equal for texts that differ in typography alone.
    pub fn text_hash(&self) -> u64 {
        text_hash(&self.words)
    }

    /// Whether the word at `index` may count as evidence of copying.
    pub(super) fn is_free(&self, index: usize) -> bool {
        !self.quoted.get(index).copied().unwrap_or(false) && !self.boilerplate.get(index).copied().unwrap_or(false)
    }
}

fn text_hash(words: &[Word]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| mix(hash.rotate_left(5) ^ word.hash))
}

/// Hashes of the shingles that begin at each word: a polynomial that rolls over the word hashes, then mixed.
pub(super) fn shingles(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let leaving_power = (1..SHINGLE).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let start =
        words.iter().take(SHINGLE - 1).fold(0_u64, |hash, word| hash.wrapping_mul(BASE).wrapping_add(word.hash));
    words.iter().zip(words.iter().skip(SHINGLE - 1)).scan(start, move |hash, (leaving, entering)| {
        let whole = hash.wrapping_mul(BASE).wrapping_add(entering.hash);
        *hash = whole.wrapping_sub(leaving.hash.wrapping_mul(leaving_power));
        Some(mix(whole))
    })
}

/// Chooses the smallest hash of each window, the rightmost where several are smallest.
fn winnow(words: &[Word]) -> Vec<Fingerprint> {
    let mut hashes: Vec<u32> = Vec::with_capacity(words.len());
    hashes.extend(shingles(words).map(|hash| (hash >> 32) as u32));
    let mut chosen: Vec<Fingerprint> = Vec::with_capacity(hashes.len() / 2 + 1);
    let mut smallest = (u32::MAX, 0);
    for (index, hash) in hashes.iter().copied().enumerate() {
        if hash <= smallest.0 {
            smallest = (hash, index);
        } else if index >= smallest.1 + WINDOW {
            let first = index + 1 - WINDOW;
            smallest = (u32::MAX, first);
            for (place, hash) in hashes.iter().copied().enumerate().skip(first).take(WINDOW) {
                if hash <= smallest.0 {
                    smallest = (hash, place);
                }
            }
        }
        let last = chosen.last().map(|last| last.word as usize);
        if (index + 1 >= WINDOW || index + 1 == hashes.len()) && last != Some(smallest.1) {
            chosen.push(Fingerprint { hash: smallest.0, word: smallest.1 as u32 });
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_share_sixteen_words_share_a_fingerprint() {
        let shared = "the ferry left the harbour without its second mate and nobody saw it go into the fog";
        let a = Sketch::new(&format!("On Sunday morning, officials said, {shared} and struck a barge."), &[]);
        let b = Sketch::new(&format!("Nobody knows why {shared} after all these warnings were given."), &[]);
        assert!(a.fingerprints().iter().any(|own| b.fingerprints().iter().any(|other| own.hash == other.hash)));
    }

    #[test]
    fn short_texts_have_few_fingerprints_or_none() {
        assert_eq!(Sketch::new("four words are few", &[]).fingerprints().len(), 0);
        assert_eq!(Sketch::new("five words are just enough", &[]).fingerprints().len(), 1);
    }
}
