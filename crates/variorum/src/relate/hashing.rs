//! Word hashes, and a hasher for keys that are hashes already.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are well-mixed hashes: hashing them again would only cost time. Never iterated for results.
pub(crate) type HashKeyMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Passes an integer key through.
#[derive(Clone, Copy, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u32(&mut self, key: u32) {
        // The table takes its tag from the top bits and its slot from the low ones: spread the 32 bits over both.
        self.0 = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The hash of a word in lower case.
#[derive(Clone, Copy)]
pub(super) struct WordHash(u64);

impl WordHash {
    pub(super) const fn new() -> WordHash {
        WordHash(0x2545_F491_4F6C_DD1D)
    }

    /// Adds bytes as they are.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.push_with(bytes, 0);
    }

    /// Adds ASCII letters and digits, the letters in lower case.
    pub(super) fn push_letters(&mut self, letters: &[u8]) {
        // In ASCII this bit turns upper case into lower case and leaves digits and lower case alone.
        self.push_with(letters, 0x2020_2020_2020_2020);
    }

    fn push_with(&mut self, bytes: &[u8], or: u64) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.push_eight(u64::from_le_bytes(*eight) | or);
        }
        if !rest.is_empty() {
            let tail = rest.iter().fold(0_u64, |tail, byte| tail << 8 | u64::from(*byte | or as u8));
            self.push_tail(tail, rest.len() as u32);
        }
    }

    /// Adds the first `length` of eight bytes as [`WordHash::push_letters`] does.
    pub(super) fn push_first_letters(&mut self, eight: [u8; 8], length: u32) {
        match length {
            0 => {}
            1..8 => {
                let letters = u64::from_be_bytes(eight) | 0x2020_2020_2020_2020;
                self.push_tail(letters >> (64 - 8 * length), length);
            }
            _ => self.push_eight(u64::from_le_bytes(eight) | 0x2020_2020_2020_2020),
        }
    }

    fn push_tail(&mut self, tail: u64, length: u32) {
        // The length, so that a word is not taken for a longer one that begins with zero bytes.
        self.push_eight(tail | (u64::from(length) << 56));
    }

    fn push_eight(&mut self, eight: u64) {
        self.0 = (self.0 ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    pub(super) fn finish(self) -> u64 {
        mix(self.0)
    }
}

/// The hash of a word that is in lower case already, as the words of a text have it.
pub(super) fn hash_of(word: &str) -> u64 {
    super::words::words(word).first().map_or_else(|| WordHash::new().finish(), |word| word.hash)
}

/// The hash of any string.
pub(crate) fn hash_of_string(string: &str) -> u64 {
    let mut hash = WordHash::new();
    hash.push(string.as_bytes());
    hash.finish()
}

/// Spreads the bits of a number over all of it (the finaliser of SplitMix64).
pub(crate) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
