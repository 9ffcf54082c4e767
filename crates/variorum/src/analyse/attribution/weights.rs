//! Weights of the learnt decisions: tables indexed by hashed features.

use super::features::Features;

/// A table of weights whose length is a power of two.
#[derive(Clone, Debug)]
pub struct Table {
    pub weights: Vec<f32>,
}

impl Table {
    /// A table of `1 << bits` zeros.
    pub fn new(bits: u32) -> Table {
        Table { weights: vec![0.0; 1 << bits] }
    }

    /// Where a feature's weight stands.
    pub fn index(&self, hash: u32) -> usize {
        hash as usize & (self.weights.len() - 1)
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &Features) -> f32 {
        self.sum(&features.hashes)
    }

    /// The sum of the weights of some hashes.
    pub fn sum(&self, hashes: &[u32]) -> f32 {
        hashes.iter().map(|hash| self.weights[self.index(*hash)]).sum()
    }
}
