//! [`Anchor`]: an exact place in a text, checked where it is made.

use serde::{Deserialize, Serialize};

/// An exact place in an article's text.
///
/// Half-open byte range `start..end` into the stored text. Never empty, and both ends lie on character borders of
/// the text it was made for: the constructors check it, so slicing that text at an anchor cannot fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    start: u32,
    end: u32,
}

/// Why a range is no place in a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnchorError {
    #[error("the range {start}..{end} is empty or runs backwards")]
    Empty { start: usize, end: usize },
    #[error("the range {start}..{end} passes the end of the text ({length} bytes)")]
    Outside { start: usize, end: usize, length: usize },
    #[error("byte {offset} lies inside a character")]
    InsideCharacter { offset: usize },
    #[error("the text is longer than 4 GiB")]
    TooLong,
}

impl Anchor {
    /// Makes the anchor of the byte range `start..end` of `text`.
    pub fn new(text: &str, start: usize, end: usize) -> Result<Anchor, AnchorError> {
        if start >= end {
            return Err(AnchorError::Empty { start, end });
        }
        if end > text.len() {
            return Err(AnchorError::Outside { start, end, length: text.len() });
        }
        for offset in [start, end] {
            if !text.is_char_boundary(offset) {
                return Err(AnchorError::InsideCharacter { offset });
            }
        }
        let start = u32::try_from(start).map_err(|_| AnchorError::TooLong)?;
        let end = u32::try_from(end).map_err(|_| AnchorError::TooLong)?;
        Ok(Anchor { start, end })
    }

    /// The anchor of `start..end` without the white space at both ends; `None` where nothing else is in it or the
    /// range is no place in `text`.
    pub fn trimmed(text: &str, start: usize, end: usize) -> Option<Anchor> {
        let slice = text.get(start..end)?;
        let left = slice.len() - slice.trim_start().len();
        Anchor::new(text, start + left, start + slice.trim_end().len()).ok()
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn length(self) -> usize {
        (self.end - self.start) as usize
    }

    /// The byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// The exact words. `text` must be the text the anchor was made for; for any other text the answer may be empty.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The smallest anchor that holds both (of the same text).
    pub fn cover(self, other: Anchor) -> Anchor {
        Anchor { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Anchor) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Anchor) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A table that turns byte offsets of one text into Unicode code-point offsets.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// Code points before every 64th byte.
    checkpoints: Vec<u32>,
}

impl CodePoints {
    /// Builds the table in one pass over `text`.
    pub fn new(text: &str) -> CodePoints {
        let mut checkpoints = Vec::with_capacity(text.len() / 64 + 1);
        let mut count = 0;
        for (offset, byte) in text.bytes().enumerate() {
            if offset % 64 == 0 {
                checkpoints.push(count);
            }
            count += u32::from(is_first_byte(byte));
        }
        checkpoints.push(count);
        CodePoints { checkpoints }
    }

    /// Code points of `text` before byte `offset`. `text` must be the text the table was built from.
    pub fn before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / 64).min(self.checkpoints.len().saturating_sub(1));
        let known = self.checkpoints.get(block).copied().unwrap_or(0) as usize;
        let rest = text.as_bytes().get(block * 64..offset.min(text.len())).unwrap_or_default();
        known + rest.iter().filter(|byte| is_first_byte(**byte)).count()
    }

    /// Start and end of an anchor in code points.
    pub fn of(&self, text: &str, anchor: Anchor) -> (usize, usize) {
        (self.before(text, anchor.start()), self.before(text, anchor.end()))
    }
}

/// Whether a byte begins a character in UTF-8.
fn is_first_byte(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_checked_where_it_is_made() {
        let text = "Zürich";
        assert_eq!(Anchor::new(text, 0, 3).unwrap().of(text), "Zü");
        assert_eq!(Anchor::new(text, 0, 2), Err(AnchorError::InsideCharacter { offset: 2 }));
        assert_eq!(Anchor::new(text, 3, 3), Err(AnchorError::Empty { start: 3, end: 3 }));
        assert!(matches!(Anchor::new(text, 0, 99), Err(AnchorError::Outside { .. })));
        assert_eq!(Anchor::trimmed("  a b ", 0, 6).unwrap().of("  a b "), "a b");
        assert_eq!(Anchor::trimmed("    ", 0, 4), None);
    }

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "“é” ".repeat(40);
        let table = CodePoints::new(&text);
        for (characters, (bytes, _)) in text.char_indices().enumerate() {
            assert_eq!(table.before(&text, bytes), characters);
        }
        assert_eq!(table.before(&text, text.len()), text.chars().count());
    }
}
