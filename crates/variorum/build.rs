//! Lays the large word lists of `data/` out so that they are searched in place: the program starts without reading them.
//!
//! The lists stay what people read and change; what is made of them here goes to the build folder alone.

#[path = "build/kinship.rs"]
mod kinship;
#[path = "build/layout.rs"]
mod layout;

// The hashes must be those of the library.
#[allow(dead_code)]
#[path = "src/relate/hashing.rs"]
mod hashing;
#[allow(dead_code)]
#[path = "src/relate/words.rs"]
mod words;

use layout::{index, read};
use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    for path in ["build.rs", "build", "src/relate/hashing.rs", "src/relate/words.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let out = Path::new(&out);
    fs::write(out.join("kinship.bin"), kinship::compile()?)?;
    fs::write(out.join("word_ranks.bin"), word_ranks()?)?;
    fs::write(out.join("document_frequencies.bin"), document_frequencies()?)
}

/// Words by their hash, each with its rank (`u32`).
fn word_ranks() -> io::Result<Vec<u8>> {
    let list = read("collate/word_ranks.txt")?;
    let ranks: BTreeMap<u64, u32> = layout::lines(&list)
        .filter_map(|line| line.split('\t').next())
        .zip(0..)
        .map(|(word, rank)| (hashing::hash_of_string(word), rank))
        .collect();
    let mut bytes = index(ranks.keys().copied());
    bytes.extend(ranks.values().flat_map(|rank| rank.to_le_bytes()));
    Ok(bytes)
}

/// Words by their hash, each with the number of articles that have it (`f32`).
fn document_frequencies() -> io::Result<Vec<u8>> {
    let list = read("document_frequencies.tsv")?;
    let shares: BTreeMap<u64, f32> = layout::lines(&list)
        .filter_map(|line| {
            let (word, share) = line.split_once('\t')?;
            Some((hashing::hash_of(word), share.parse().ok()?))
        })
        .collect();
    let mut bytes = index(shares.keys().copied());
    bytes.extend(shares.values().flat_map(|share| share.to_le_bytes()));
    Ok(bytes)
}
