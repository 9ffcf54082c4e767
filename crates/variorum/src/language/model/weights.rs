//! The weights file, read in place: the large table stays bytes, the small matrices are widened once.
//!
//! Little-endian. Eight bytes `VARIORUM`, eleven numbers `u32` (version, cells, feature rows, vector size, recurrent
//! layers, tags, relations, name labels, arc cells, relation cells, farthest distance), then the matrices, each as a
//! scale `f32` a row, a bias `f32` a row and the rows as signed bytes: vectors, window, recurrent layers, heads, relations. Then
//! `f32`: root of arcs, root of relations, distances, what name label follows which. Last the feature table: a
//! scale `f32` a row, then the rows as signed bytes.

use super::features::VECTOR;
use super::matrix::{Matrix, STEPS};
use super::{LONGEST_RUN, NEVER};

/// Room for the labels of names: as many scores as are compared at once.
pub(super) const LABELS: usize = 16;

/// All that the network knows.
pub(super) struct Weights {
    pub cells: usize,
    pub tags: usize,
    pub names: usize,
    pub arc: usize,
    pub hidden: usize,
    /// From a word's vector to the cells.
    pub vectors: Matrix,
    pub window: Matrix,
    pub recurrent: Vec<Matrix>,
    pub heads: Matrix,
    pub relations: Matrix,
    pub root_arc: Vec<f32>,
    pub root_hidden: Vec<f32>,
    /// From the label before (row) to the label after (column).
    pub follows: [[f32; LABELS]; LABELS],
    pub table: Table,
    /// What the distance from a word to its head tells, from the farthest head before it in a run to the farthest after.
    distances: Vec<f32>,
}

/// The feature table, in place.
pub(super) struct Table {
    scales: &'static [u8],
    rows: &'static [u8],
    cells: usize,
}

impl Table {
    /// Adds a feature's row to `sum`. A row the table lacks adds nothing.
    #[inline(always)]
    pub fn add(&self, row: usize, sum: &mut [f32]) {
        let scale = self.scales.get(row * 4..row * 4 + 4).and_then(|bytes| bytes.try_into().ok());
        let (Some(scale), Some(cells)) = (scale, self.rows.get(row * self.cells..(row + 1) * self.cells)) else {
            return;
        };
        let scale = f32::from_le_bytes(scale);
        for (total, cell) in sum.iter_mut().zip(cells) {
            *total += scale * f32::from(cell.cast_signed());
        }
    }
}

impl Weights {
    /// What its distance tells of each word of a run of so many as the head of one of them.
    #[inline(always)]
    pub fn apart(&self, child: usize, count: usize) -> &[f32] {
        &self.distances[LONGEST_RUN - child..][..count]
    }

    /// Reads the file; `None` where it is not of this form.
    pub fn read(bytes: &'static [u8]) -> Option<Weights> {
        let mut rest = Rest { bytes };
        if rest.take(8)? != b"VARIORUM" {
            return None;
        }
        let mut numbers = [0usize; 11];
        for number in &mut numbers {
            *number = u32::from_le_bytes(rest.take(4)?.try_into().ok()?) as usize;
        }
        let [version, cells, rows, vectors, layers, tags, relations, names, arc, hidden, farthest] = numbers;
        let odd = version != 3 || vectors != VECTOR || cells % 16 != 0 || arc % 16 != 0 || hidden % 16 != 0;
        if odd || names > LABELS || tags == 0 || relations == 0 || cells == 0 {
            return None;
        }
        let outputs = tags + names + 2 * arc + 2 * hidden + 1;
        Some(Weights {
            cells,
            tags,
            names,
            arc,
            hidden,
            vectors: rest.matrix(cells, vectors)?,
            window: rest.matrix(cells, 3 * cells)?,
            recurrent: (0..layers).map(|_| rest.matrix(3 * cells, cells)).collect::<Option<_>>()?,
            heads: rest.matrix(outputs, cells)?,
            relations: rest.matrix(relations, hidden)?,
            root_arc: rest.floats(arc)?,
            root_hidden: rest.floats(hidden)?,
            distances: spread(&rest.floats(2 * farthest + 1)?),
            follows: square(&rest.floats(names * names)?, names),
            table: Table { scales: rest.take(rows * 4)?, rows: rest.take(rows * cells)?, cells },
        })
    }
}

/// Distances as far as a run is long: from the farthest that is told apart on, all are alike.
fn spread(distances: &[f32]) -> Vec<f32> {
    let farthest = distances.len() as isize / 2;
    let longest = LONGEST_RUN as isize;
    let alike = |apart: isize| (apart.clamp(-farthest, farthest) + farthest) as usize;
    (-longest..=longest).filter_map(|apart| distances.get(alike(apart)).copied()).collect()
}

/// A square of scores with room for [`LABELS`]; what is not there never follows.
fn square(scores: &[f32], names: usize) -> [[f32; LABELS]; LABELS] {
    let mut square = [[NEVER; LABELS]; LABELS];
    for (row, scores) in square.iter_mut().zip(scores.chunks_exact(names.max(1))) {
        row[..names].copy_from_slice(scores);
    }
    square
}

/// What is left to read.
struct Rest {
    bytes: &'static [u8],
}

impl Rest {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count * 4)?;
        bytes.chunks_exact(4).map(|four| Some(f32::from_le_bytes(four.try_into().ok()?))).collect()
    }

    fn matrix(&mut self, rows: usize, columns: usize) -> Option<Matrix> {
        let (mut scales, bias) = (self.floats(rows)?, self.floats(rows)?);
        scales.iter_mut().for_each(|scale| *scale /= STEPS);
        let cells = self.take(rows * columns)?;
        Some(Matrix::of_bytes(columns, scales, bias, cells))
    }
}
