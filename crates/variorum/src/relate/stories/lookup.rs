//! [`Lookup`]: the terms of one article, laid out so that those of many others are found among them.

use super::terms::Terms;

/// Classes of hashes: many times the terms of an article, so that most terms of others fall into classes that have none.
const CLASSES: usize = 4096;

/// Terms, each with a value.
#[derive(Clone, Debug)]
pub(in crate::relate) struct Lookup<V> {
    /// A bit for each class of hashes: whether a term falls into it.
    classes: Box<[u64; CLASSES / 64]>,
    entries: Vec<(u64, V)>,
    /// By the bits of a term, from which the search goes on to the next: one more than its place in `entries`, or 0.
    slots: Vec<u32>,
}

impl<V: Copy> Lookup<V> {
    /// Of terms that are all different.
    pub(in crate::relate) fn new(entries: Vec<(u64, V)>) -> Lookup<V> {
        let mut classes = Box::new([0; CLASSES / 64]);
        let mut slots = vec![0; (entries.len() * 4).next_power_of_two()];
        for (place, (term, _)) in entries.iter().enumerate() {
            let (word, bit) = class(*term);
            classes[word] |= 1 << bit;
            let mut slot = first_slot(*term, &slots);
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = place as u32 + 1;
        }
        Lookup { classes, entries, slots }
    }

    /// Calls `each` with the value and the other's weight of each term that both have, in the order of hashes.
    pub(super) fn for_each_shared(&self, other: &Terms, mut each: impl FnMut(V, f32)) {
        for several in other.as_slice().chunks(64) {
            // Whether a term is here cannot be foreseen: first all that may be are marked, without a branch.
            let mut marked = 0_u64;
            for (place, (term, _)) in several.iter().enumerate() {
                let (word, bit) = class(*term);
                marked |= (self.classes[word] >> bit & 1) << place;
            }
            while marked != 0 {
                let place = marked.trailing_zeros() as usize;
                marked &= marked - 1;
                if let Some((term, weight)) = several.get(place)
                    && let Some(value) = self.value(*term)
                {
                    each(value, *weight);
                }
            }
        }
    }

    fn value(&self, term: u64) -> Option<V> {
        let mut slot = first_slot(term, &self.slots);
        loop {
            let (known, value) = self.entries.get((*self.slots.get(slot)? as usize).checked_sub(1)?)?;
            if *known == term {
                return Some(*value);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

impl Lookup<f32> {
    /// Of weighted terms.
    pub(in crate::relate) fn of(terms: &Terms) -> Lookup<f32> {
        Lookup::new(terms.as_slice().to_vec())
    }

    /// The cosine with other terms, 0 to 1.
    pub(in crate::relate) fn cosine(&self, other: &Terms) -> f32 {
        let mut sum = 0.0;
        self.for_each_shared(other, |weight, weight_there| sum += weight * weight_there);
        sum
    }
}

/// The class of a term: a word of bits and a bit in it. The lowest bit of a hash tells words from pairs and is left out.
fn class(term: u64) -> (usize, u32) {
    ((term >> 7) as usize % (CLASSES / 64), (term >> 1) as u32 % 64)
}

fn first_slot(term: u64, slots: &[u32]) -> usize {
    (term >> 20) as usize & (slots.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_among_others() {
        let terms = |weights: &[(u64, f32)]| Terms::new(&mut weights.to_vec(), usize::MAX);
        let own = Lookup::of(&terms(&[(2, 3.0), (7 << 40, 4.0)]));
        assert_eq!(own.cosine(&terms(&[])), 0.0);
        assert_eq!(own.cosine(&terms(&[(1 << 13 | 2, 1.0), (9 << 40, 1.0)])), 0.0);
        assert!((own.cosine(&terms(&[(2, 1.0)])) - 0.6).abs() < 1e-6);
        assert!((own.cosine(&terms(&[(2, 3.0), (7 << 40, 4.0)])) - 1.0).abs() < 1e-6);
        let many: Vec<(u64, f32)> = (0..1000).map(|term| (term << 20, 1.0)).collect();
        assert!((Lookup::of(&terms(&many)).cosine(&terms(&many)) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn no_terms_share_nothing() {
        assert_eq!(Lookup::of(&Terms::default()).cosine(&Terms::new(&mut vec![(2, 1.0)], 9)), 0.0);
    }
}
