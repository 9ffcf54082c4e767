//! What the numbers of the heads decide: tags, the best tree, relations, the best sequence of name labels.

use super::matrix::{self, Matrix};
use super::tree;
use super::weights::{LABELS, Weights};
use super::{NEVER, TokenReading};
use std::ops::Range;

/// Steps of an arc cell that make 1, and the furthest from zero: 96 products of these stay inside 32 bits.
const ARC_STEPS: f32 = 256.0;
const ARC_LIMIT: f32 = 4_500.0;

/// Decides for the runs of one batch after the other; keeps its buffers.
#[derive(Default)]
pub(super) struct Decisions {
    children: Vec<i16>,
    governors: Vec<i16>,
    /// How likely each word is to have children at all.
    likely: Vec<f32>,
    /// Score of each head (column 0 the root) for each child (row).
    arcs: Vec<f32>,
    /// The relation cells of one word with those of its head.
    sums: Vec<f32>,
    steps: Vec<i16>,
    relations: Vec<f32>,
    /// For each word but the first and each label, the label before it on the best way there.
    back: Vec<[u8; LABELS]>,
}

impl Decisions {
    /// Puts the readings of the words of some runs in their places; `heads` has the numbers of these words alone.
    #[inline(always)]
    pub fn take(&mut self, weights: &Weights, heads: &[f32], runs: &[Range<usize>], readings: &mut [TokenReading]) {
        let width = weights.heads.rows();
        self.steps.clear();
        let mut rest = heads;
        for run in runs {
            let (heads, after) = rest.split_at(run.len() * width);
            let readings = &mut readings[run.clone()];
            for (reading, heads) in readings.iter_mut().zip(heads.chunks_exact(width)) {
                reading.tag = highest(&heads[..weights.tags]) as u8;
            }
            self.find_heads(weights, heads, readings);
            self.join_heads(weights, heads, readings);
            self.name(weights, heads, readings);
            for head in readings.iter_mut().filter_map(|reading| reading.head.as_mut()) {
                *head += run.start;
            }
            rest = after;
        }
        let count = heads.len() / width;
        weights.relations.multiply(&self.steps, weights.hidden, count, &mut self.relations);
        let scores = self.relations.chunks_exact(weights.relations.rows());
        for (token, scores) in runs.iter().flat_map(Range::clone).zip(scores) {
            let reading = &mut readings[token];
            // The first relation is `root`, which the tree decides.
            reading.relation = if reading.head.is_none() { 0 } else { 1 + highest(&scores[1..]) as u8 };
        }
    }

    /// Scores every arc of a run and takes the best tree.
    #[inline(always)]
    fn find_heads(&mut self, weights: &Weights, heads: &[f32], readings: &mut [TokenReading]) {
        let (count, width, arc) = (readings.len(), weights.heads.rows(), weights.arc);
        let child_at = weights.tags + weights.names;
        self.children.clear();
        self.governors.clear();
        matrix::rounded_to(&weights.root_arc, ARC_STEPS, ARC_LIMIT, &mut self.governors);
        for heads in heads.chunks_exact(width) {
            matrix::rounded_to(&heads[child_at..child_at + arc], ARC_STEPS, ARC_LIMIT, &mut self.children);
            matrix::rounded_to(&heads[child_at + arc..child_at + 2 * arc], ARC_STEPS, ARC_LIMIT, &mut self.governors);
        }
        let scale = 1.0 / (ARC_STEPS * ARC_STEPS);
        let governors = Matrix::new(arc, vec![scale; count + 1], vec![0.0; count + 1], &self.governors);
        governors.multiply(&self.children, arc, count, &mut self.arcs);
        self.likely.clear();
        self.likely.extend(heads.chunks_exact(width).map(|heads| heads[width - 1]));
        for (child, scores) in self.arcs.chunks_exact_mut(count + 1).enumerate() {
            let scores = &mut scores[1..];
            let apart = weights.apart(child, count);
            for ((score, likely), apart) in scores.iter_mut().zip(&self.likely).zip(apart) {
                *score = *score + likely + apart;
            }
            scores[child] = NEVER;
        }
        for (reading, head) in readings.iter_mut().zip(tree::best(&self.arcs, count)) {
            reading.head = head.checked_sub(1);
        }
    }

    /// Adds the relation cells of each word to those of its head.
    #[inline(always)]
    fn join_heads(&mut self, weights: &Weights, heads: &[f32], readings: &[TokenReading]) {
        let (width, hidden) = (weights.heads.rows(), weights.hidden);
        let below_at = weights.tags + weights.names + 2 * weights.arc;
        for (token, reading) in readings.iter().enumerate() {
            let below = &heads[token * width + below_at..][..hidden];
            let above = match reading.head {
                Some(head) => &heads[head * width + below_at + hidden..][..hidden],
                None => &weights.root_hidden,
            };
            self.sums.clear();
            self.sums.resize(hidden, 0.0);
            for (sum, (below, above)) in self.sums.iter_mut().zip(below.iter().zip(above)) {
                *sum = (below + above).max(0.0);
            }
            matrix::rounded(&self.sums, &mut self.steps);
        }
    }

    /// The best sequence of name labels (Viterbi).
    #[inline(always)]
    fn name(&mut self, weights: &Weights, heads: &[f32], readings: &mut [TokenReading]) {
        let scores = |heads: &[f32]| -> [f32; LABELS] {
            let mut scores = [NEVER; LABELS];
            scores[..weights.names].copy_from_slice(&heads[weights.tags..][..weights.names]);
            scores
        };
        let mut rows = heads.chunks_exact(weights.heads.rows()).map(scores);
        let Some(mut best) = rows.next() else { return };
        // A name cannot begin inside: the inner labels are the even ones from 2.
        best.iter_mut().skip(2).step_by(2).for_each(|score| *score = NEVER);
        self.back.clear();
        for scores in rows {
            let mut highest = [f32::NEG_INFINITY; LABELS];
            let mut from = [0; LABELS];
            for (before, (so_far, follows)) in best.iter().zip(&weights.follows).enumerate() {
                for ((from, highest), follows) in from.iter_mut().zip(&mut highest).zip(follows) {
                    let total = so_far + follows;
                    if total > *highest {
                        (*from, *highest) = (before as u8, total);
                    }
                }
            }
            for ((best, highest), score) in best.iter_mut().zip(highest).zip(scores) {
                *best = highest + score;
            }
            self.back.push(from);
        }
        let mut label = highest(&best[..weights.names]) as u8;
        for (token, reading) in readings.iter_mut().enumerate().rev() {
            reading.name = label;
            if let Some(from) = token.checked_sub(1).and_then(|before| self.back.get(before)) {
                label = from[usize::from(label)];
            }
        }
    }
}

/// Position of the highest score, the first of equals.
#[inline(always)]
pub(super) fn highest(scores: &[f32]) -> usize {
    // First how high, eight at a time, then where: a loop that does both at once waits for each comparison.
    let mut eight = [f32::NEG_INFINITY; 8];
    let (eights, rest) = scores.as_chunks::<8>();
    for scores in eights {
        for (most, score) in eight.iter_mut().zip(scores) {
            *most = if *score > *most { *score } else { *most };
        }
    }
    let most =
        eight.iter().chain(rest).fold(f32::NEG_INFINITY, |most, score| if *score > most { *score } else { most });
    scores.iter().position(|score| *score == most).unwrap_or_default()
}
