//! Aligns two sketches: seeds, chains, passages.

use super::sketch::{SHINGLE, Sketch, shingles};
use crate::relate::hashing::HashKeyMap;
use std::ops::Range;

/// Places of one shingle in a text that are tried as seeds: enough for refrains, and a bound for texts that repeat a word.
const MOST_SEEDS: usize = 8;

/// Widest gap between two matching blocks of one passage, in words, on either side; and by how much the gaps may differ.
const WIDEST_GAP: usize = 12;
const UNEVEN_GAP: usize = 4;

/// A passage that stands in both texts, perhaps edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Words of the first text.
    pub a: Range<usize>,
    /// Words of the second text.
    pub b: Range<usize>,
    /// Words that are the same in both, in order.
    pub matched: usize,
    /// Those of them that are evidence of copying: in lower case, outside quotation marks and boilerplate on both sides.
    pub evidence: usize,
    /// Words matched outside boilerplate, quoted or not.
    pub own: usize,
}

/// A run of equal words.
#[derive(Clone, Copy, Debug)]
struct Block {
    a: usize,
    b: usize,
    length: usize,
}

/// The passages that two texts share, in the order of the second.
pub(super) fn align(a: &Sketch, b: &Sketch) -> Vec<Passage> {
    let mut blocks = disjoint(blocks(a, b), a.words.len(), b.words.len());
    blocks.sort_unstable_by_key(|block| block.b);
    let mut passages: Vec<Passage> = Vec::new();
    for block in blocks {
        let whole = Passage {
            a: block.a..block.a + block.length,
            b: block.b..block.b + block.length,
            matched: block.length,
            evidence: evidence(a, b, block),
            own: own(a, b, block),
        };
        match passages.last_mut() {
            Some(last) if continues(last, &whole) => {
                last.a.end = whole.a.end;
                last.b.end = whole.b.end;
                last.matched += whole.matched;
                last.evidence += whole.evidence;
                last.own += whole.own;
            }
            _ => passages.push(whole),
        }
    }
    passages
}

/// Whether `next` goes on where `last` ends, a few edited words apart.
fn continues(last: &Passage, next: &Passage) -> bool {
    let (Some(gap_a), Some(gap_b)) = (next.a.start.checked_sub(last.a.end), next.b.start.checked_sub(last.b.end))
    else {
        return false;
    };
    gap_a <= WIDEST_GAP && gap_b <= WIDEST_GAP && gap_a.abs_diff(gap_b) <= UNEVEN_GAP
}

/// Maximal runs of equal words, at least a shingle long.
fn blocks(a: &Sketch, b: &Sketch) -> Vec<Block> {
    let mut places: HashKeyMap<u64, (u32, u32)> = HashKeyMap::default();
    places.reserve(a.words.len());
    // `earlier[i]` is the place before `i` with the same shingle, plus one; 0 ends the chain.
    let mut earlier: Vec<u32> = Vec::with_capacity(a.words.len());
    for (place, shingle) in shingles(&a.words).enumerate() {
        let entry = places.entry(shingle).or_insert((0, 0));
        if (entry.1 as usize) < MOST_SEEDS {
            earlier.push(entry.0);
            *entry = (place as u32 + 1, entry.1 + 1);
        } else {
            earlier.push(0);
        }
    }
    let equal = |left: usize, right: usize| match (a.words.get(left), b.words.get(right)) {
        (Some(left), Some(right)) => left.hash == right.hash,
        _ => false,
    };
    let mut blocks = Vec::new();
    for (right, shingle) in shingles(&b.words).enumerate() {
        let mut chain = places.get(&shingle).map_or(0, |entry| entry.0);
        while let Some(left) = (chain as usize).checked_sub(1) {
            chain = earlier.get(left).copied().unwrap_or(0);
            let inside = left > 0 && right > 0 && equal(left - 1, right - 1);
            if !inside {
                let length = (0..).take_while(|step| equal(left + step, right + step)).count();
                if length >= SHINGLE {
                    blocks.push(Block { a: left, b: right, length });
                }
            }
        }
    }
    blocks
}

/// Keeps the longest blocks, so that no word of either text is used twice; overlaps are cut off.
fn disjoint(mut blocks: Vec<Block>, words_of_a: usize, words_of_b: usize) -> Vec<Block> {
    blocks.sort_unstable_by_key(|block| (std::cmp::Reverse(block.length), block.b, block.a));
    let mut used_a = vec![false; words_of_a];
    let mut used_b = vec![false; words_of_b];
    let mut kept = Vec::new();
    for mut block in blocks {
        let used = |block: &Block, step: usize| {
            used_a.get(block.a + step).copied().unwrap_or(true) || used_b.get(block.b + step).copied().unwrap_or(true)
        };
        let skip = (0..block.length).take_while(|step| used(&block, *step)).count();
        block = Block { a: block.a + skip, b: block.b + skip, length: block.length - skip };
        block.length = (0..block.length).take_while(|step| !used(&block, *step)).count();
        if block.length >= SHINGLE {
            for flag in used_a.iter_mut().skip(block.a).take(block.length) {
                *flag = true;
            }
            for flag in used_b.iter_mut().skip(block.b).take(block.length) {
                *flag = true;
            }
            kept.push(block);
        }
    }
    kept
}

/// Words of a block that are evidence of copying.
fn evidence(a: &Sketch, b: &Sketch, block: Block) -> usize {
    (0..block.length)
        .filter(|step| {
            let capital = b.words.get(block.b + step).is_none_or(|word| word.capital);
            !capital && a.is_free(block.a + step) && b.is_free(block.b + step)
        })
        .count()
}

/// Words of a block outside boilerplate.
fn own(a: &Sketch, b: &Sketch, block: Block) -> usize {
    (0..block.length)
        .filter(|step| {
            let flagged = |flags: &[bool], index: usize| flags.get(index).copied().unwrap_or(false);
            !flagged(&a.boilerplate, block.a + step) && !flagged(&b.boilerplate, block.b + step)
        })
        .count()
}
