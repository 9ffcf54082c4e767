//! Word lists laid out by the build script (`build/layout.rs`), searched in place.

/// Numbers words by their hashes.
pub(crate) struct WordIndex {
    bits: u32,
    /// By the first bits of a hash: the number of the first word whose hash has these bits or more.
    starts: &'static [[u8; 2]],
    hashes: &'static [[u8; 8]],
}

/// Four bytes for each of some words.
pub(crate) struct WordValues {
    words: WordIndex,
    values: &'static [[u8; 4]],
}

/// What is left to read of a list.
pub(crate) struct Laid {
    bytes: &'static [u8],
}

impl WordIndex {
    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The number of the word with this hash, counted in the order of the hashes.
    pub(crate) fn number(&self, hash: u64) -> Option<usize> {
        let beginning = (hash >> (64 - self.bits)) as usize;
        let start = |at: usize| self.starts.get(at).map(|start| usize::from(u16::from_le_bytes(*start)));
        let (from, to) = (start(beginning)?, start(beginning + 1)?);
        let found = self.hashes.get(from..to)?.iter().position(|known| u64::from_le_bytes(*known) == hash)?;
        Some(from + found)
    }
}

impl WordValues {
    /// Reads what the build script laid out; `None` where it is cut short.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<WordValues> {
        let mut laid = Laid::new(bytes);
        let words = laid.index()?;
        Some(WordValues { values: laid.take(words.len())?, words })
    }

    /// The bytes of the word with this hash.
    pub(crate) fn of(&self, hash: u64) -> Option<[u8; 4]> {
        self.values.get(self.words.number(hash)?).copied()
    }
}

impl Laid {
    pub(crate) fn new(bytes: &'static [u8]) -> Laid {
        Laid { bytes }
    }

    /// The index that comes next.
    pub(crate) fn index(&mut self) -> Option<WordIndex> {
        let [count, bits] = *self.take::<4>(2)? else { return None };
        let (count, bits) = (u32::from_le_bytes(count) as usize, u32::from_le_bytes(bits));
        if !(1..=16).contains(&bits) {
            return None;
        }
        Some(WordIndex { bits, starts: self.take((1 << bits) + 1)?, hashes: self.take(count)? })
    }

    /// The next `count` numbers of `SIZE` bytes, little-endian.
    pub(crate) fn take<const SIZE: usize>(&mut self, count: usize) -> Option<&'static [[u8; SIZE]]> {
        let (taken, rest) = self.bytes.split_at_checked(count.checked_mul(SIZE)?)?;
        self.bytes = rest;
        Some(taken.as_chunks::<SIZE>().0)
    }

    /// The numbers of `count` lists, and where each list begins in them.
    pub(crate) fn lists(&mut self, count: usize) -> Option<Lists> {
        let starts: Vec<u32> = self.take::<4>(count + 1)?.iter().map(|start| u32::from_le_bytes(*start)).collect();
        let numbers = self.take::<2>(*starts.last()? as usize)?;
        Some(Lists { starts, numbers: numbers.iter().map(|number| u16::from_le_bytes(*number)).collect() })
    }

    /// All that is left.
    pub(crate) fn rest(self) -> &'static [u8] {
        self.bytes
    }
}

/// Lists of numbers.
#[derive(Default)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    numbers: Vec<u16>,
}

impl Lists {
    /// The list of this number; an empty one where there is none.
    pub(crate) fn of(&self, list: usize) -> &[u16] {
        let start = |at: usize| self.starts.get(at).map(|start| *start as usize);
        let range = start(list).zip(start(list + 1)).map(|(start, end)| start..end);
        range.and_then(|range| self.numbers.get(range)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_hashes() {
        // Two words, found by the first bit of their hashes.
        static BYTES: &[u8] =
            &[2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 2, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 128, 7];
        let mut laid = Laid::new(BYTES);
        let index = laid.index().unwrap();
        assert_eq!(index.len(), 2);
        assert_eq!(index.number(5), Some(0));
        assert_eq!(index.number(1 << 63 | 1), Some(1));
        assert_eq!(index.number(6), None);
        assert_eq!(index.number(u64::MAX), None);
        assert_eq!(laid.rest(), [7]);
    }

    #[test]
    fn a_list_cut_short_is_none() {
        assert!(Laid::new(&[2, 0, 0, 0, 1, 0, 0, 0, 0]).index().is_none());
        assert!(Laid::new(&[]).lists(1).is_none());
    }
}
