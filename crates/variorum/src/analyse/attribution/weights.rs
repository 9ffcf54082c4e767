//! Weights of the learnt decisions: tables indexed by hashed features.

use super::features::Features;
use std::sync::OnceLock;

/// The weights of every decision.
#[derive(Clone, Debug)]
pub struct Model {
    /// Whether a token is a cue.
    pub cue: Table,
    pub source: Table,
    pub content_before: Table,
    pub content_after: Table,
    /// Whether what was found around a cue is an attribution.
    pub judge: Table,
}

/// A table of weights whose length is a power of two.
#[derive(Clone, Debug)]
pub struct Table {
    pub weights: Vec<f32>,
}

impl Model {
    /// Untrained weights; tables of `1 << bits`.
    pub fn untrained(bits: u32) -> Model {
        let table = || Table::new(bits);
        Model { cue: table(), source: table(), content_before: table(), content_after: table(), judge: table() }
    }

    /// The weights that ship with the library.
    pub fn shipped() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            let bytes = include_bytes!("../../../../../models/english/attribution.bin");
            Model::from_bytes(bytes).unwrap_or_else(|| Model::untrained(4))
        })
    }

    /// Writes the weights: for each table its number of bits, its scale (little-endian `f32`), then one signed byte a weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for table in [&self.cue, &self.source, &self.content_before, &self.content_after, &self.judge] {
            let scale =
                table.weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs())).clamp(1e-6, LIMIT) / 127.0;
            bytes.push(table.weights.len().trailing_zeros() as u8);
            bytes.extend(scale.to_le_bytes());
            bytes.extend(table.weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        bytes
    }

    /// Reads what [`Model::to_bytes`] wrote; `None` where the bytes are cut short.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes;
        let mut table = || {
            let (head, after) = rest.split_at_checked(5)?;
            let length = 1usize.checked_shl(u32::from(head[0]))?;
            let scale = f32::from_le_bytes([head[1], head[2], head[3], head[4]]);
            let (weights, after) = after.split_at_checked(length)?;
            rest = after;
            Some(Table { weights: weights.iter().map(|byte| f32::from(*byte as i8) * scale).collect() })
        };
        Some(Model {
            cue: table()?,
            source: table()?,
            content_before: table()?,
            content_after: table()?,
            judge: table()?,
        })
    }
}

/// Weights beyond this are clipped when they are written: it keeps the steps of the byte fine.
const LIMIT: f32 = 4.0;

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
        features.hashes.iter().map(|hash| self.weights[self.index(*hash)]).sum()
    }
}
