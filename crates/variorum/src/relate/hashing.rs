//! Word hashes, and a hasher for keys that are hashes already.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are well-mixed hashes: hashing them again would only cost time. Never iterated for results.
pub(super) type HashKeyMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Passes an integer key through.
#[derive(Clone, Copy, Default)]
pub(super) struct KeyHasher(u64);

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
        WordHash(0xCBF2_9CE4_8422_2325)
    }

    /// FNV-1a, one byte.
    pub(super) fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }

    pub(super) fn finish(self) -> u64 {
        mix(self.0)
    }
}

/// The hash of a whole string, as [`WordHash`] makes it.
pub(super) fn hash_of(word: &str) -> u64 {
    let mut hash = WordHash::new();
    word.bytes().for_each(|byte| hash.push(byte));
    hash.finish()
}

/// Spreads the bits of a number over all of it (the finaliser of SplitMix64).
pub(super) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
