//! How the lists are read and laid out. All numbers are little-endian.

use std::{fs, io};

/// A file of `data/`; the build is repeated when it changes.
pub fn read(name: &str) -> io::Result<String> {
    let path = format!("../../data/{name}");
    println!("cargo::rerun-if-changed={path}");
    fs::read_to_string(&path).map_err(|error| io::Error::other(format!("{path}: {error}")))
}

/// The lines of a list that are neither empty nor a comment.
pub fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// An index of ascending hashes, for `src/relate/word_index.rs`: how many there are (`u32`), by how many of their first
/// bits they are found (`u32`), the number of the first hash with these bits or more (`u16` each, one more than there are
/// such beginnings), the hashes (`u64`).
pub fn index(hashes: impl Iterator<Item = u64>) -> Vec<u8> {
    let hashes: Vec<u64> = hashes.collect();
    // About one hash a beginning.
    let bits = (usize::BITS - hashes.len().leading_zeros()).clamp(1, 16);
    let mut bytes = Vec::new();
    bytes.extend((hashes.len() as u32).to_le_bytes());
    bytes.extend(bits.to_le_bytes());
    for beginning in 0..=1_u64 << bits {
        let first = hashes.partition_point(|hash| hash >> (64 - bits) < beginning);
        bytes.extend((first as u16).to_le_bytes());
    }
    bytes.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
    bytes
}

/// Lists of numbers: where each begins (`u32` each, one more than there are lists), then all their numbers (`u16`).
pub fn lists<'l>(lists: impl Iterator<Item = &'l [u16]>) -> Vec<u8> {
    let mut starts = vec![0_u32];
    let mut numbers = Vec::new();
    for list in lists {
        numbers.extend(list.iter().flat_map(|number| number.to_le_bytes()));
        starts.push((numbers.len() / 2) as u32);
    }
    let mut bytes: Vec<u8> = starts.iter().flat_map(|start| start.to_le_bytes()).collect();
    bytes.extend(numbers);
    bytes
}
