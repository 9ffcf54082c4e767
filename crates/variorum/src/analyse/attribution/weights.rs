//! Weights of the learnt decisions: tables indexed by hashed features.

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
    weights: Weights,
}

#[derive(Clone, Debug)]
enum Weights {
    /// While they are learnt.
    Learning(Vec<f32>),
    /// As they are kept: signed bytes, each as many times the scale. A quarter of the memory, and so nearer at hand.
    Kept { cells: Vec<u8>, scale: f32 },
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
            let weights = || (0..table.len()).map(|index| table.weight(index));
            let scale = weights().fold(0.0f32, |most, weight| most.max(weight.abs())).clamp(1e-6, LIMIT) / 127.0;
            bytes.push(table.len().trailing_zeros() as u8);
            bytes.extend(scale.to_le_bytes());
            bytes.extend(weights().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8));
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
            Some(Table { weights: Weights::Kept { cells: weights.to_vec(), scale } })
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
        Table { weights: Weights::Learning(vec![0.0; 1 << bits]) }
    }

    /// How many weights it has.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        match &self.weights {
            Weights::Learning(weights) => weights.len(),
            Weights::Kept { cells, .. } => cells.len(),
        }
    }

    /// Where a feature's weight stands.
    pub fn index(&self, hash: u32) -> usize {
        hash as usize & (self.len() - 1)
    }

    /// Moves a weight that is being learnt.
    pub fn change(&mut self, index: usize, by: f32) {
        if let Weights::Learning(weights) = &mut self.weights {
            weights[index] += by;
        }
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &[u32]) -> f32 {
        match &self.weights {
            Weights::Learning(weights) => features.iter().map(|hash| weights[self.index(*hash)]).sum(),
            Weights::Kept { cells, scale } => {
                let mask = cells.len() - 1;
                let sum: i32 = features.iter().map(|hash| i32::from(cells[*hash as usize & mask] as i8)).sum();
                sum as f32 * scale
            }
        }
    }

    fn weight(&self, index: usize) -> f32 {
        match &self.weights {
            Weights::Learning(weights) => weights[index],
            Weights::Kept { cells, scale } => f32::from(cells[index] as i8) * scale,
        }
    }
}
