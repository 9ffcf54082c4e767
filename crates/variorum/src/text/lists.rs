//! Reads the word lists of `data/`: tab-separated lines, `#` opens a comment line. And maps in which words are looked up fast.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by short words. Never iterated for results.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of short words. Never iterated for results.
pub(crate) type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// Mixes eight bytes at a time: for the few of a word that takes a fraction of the time of the usual hasher, which also
/// holds out against words chosen to collide.
#[derive(Clone, Copy, Default)]
pub(crate) struct WordHasher(u64);

impl WordHasher {
    fn push(&mut self, eight: u64) {
        self.0 = (self.0.rotate_left(29) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        // A table takes its slot from the low bits, and multiplication mixes upwards.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.push(u64::from_le_bytes(*eight)));
        if !rest.is_empty() {
            self.push(rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.push(u64::from(byte));
    }
}

/// The fields of each line of a list that is neither empty nor a comment.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The fields of each line that has two: the first names a class, the second a word, or the other way round.
pub(crate) fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(list).filter_map(|fields| Some((*fields.first()?, *fields.get(1)?)))
}
