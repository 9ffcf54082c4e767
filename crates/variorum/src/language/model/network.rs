//! The layers: features, window, recurrent units, heads.

use super::features::{Features, VECTOR};
use super::matrix::{self, product};
use super::tree;
use super::weights::Weights;
use super::{LONGEST_RUN, TokenReading};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Steps of an arc or relation cell that make 1, and the furthest from zero: 96 products of these stay inside 32 bits.
const ARC_STEPS: f32 = 256.0;
const ARC_LIMIT: f32 = 4_500.0;

/// Steps of an activation in one step of a vector, of which 32 make 1.
const VECTOR_STEPS: i16 = 16;

/// Score of what cannot be.
pub(super) const NEVER: f32 = -1e9;

static WEIGHTS: LazyLock<Option<Weights>> =
    LazyLock::new(|| Weights::read(include_bytes!("../../../../../models/english/reader.bin")));

/// Reads the runs of tokens of one text; keeps its buffers, and what the words were seen as, from run to run.
#[derive(Default)]
pub struct Reader<'text> {
    features: Features,
    rows: Vec<usize>,
    /// Where each word met so far stands in `seen`. Only looked up, never walked.
    numbers: HashMap<&'text str, usize>,
    /// What the features and the vector of each of these words add up to, `cells` wide.
    seen: Vec<f32>,
    /// What the vectors of the words add that are met for the first time.
    fresh: Vec<f32>,
    /// The state of each token, `cells` wide.
    state: Vec<f32>,
    steps: Vec<i16>,
    gates: Vec<f32>,
    heads: Vec<f32>,
    /// The relation cells of one word with those of its head.
    sums: Vec<f32>,
    children: Vec<i16>,
    governors: Vec<i16>,
    /// Score of each head (column 0 the root) for each child (row).
    arcs: Vec<f32>,
    relations: Vec<f32>,
}

impl<'text> Reader<'text> {
    /// Tags, heads, relations and name labels of at most [`LONGEST_RUN`] words.
    ///
    /// Without a readable weights file every token is a root of unknown tag.
    pub fn read(&mut self, words: &[&'text str]) -> Vec<TokenReading> {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to know AVX2.
            return unsafe { self.read_wide(words) };
        }
        self.read_with(words)
    }

    /// [`Reader::read`] with the wider registers; the numbers are the same.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn read_wide(&mut self, words: &[&'text str]) -> Vec<TokenReading> {
        self.read_with(words)
    }

    // This and what it calls is inlined, so that it is compiled once for either width of registers.
    #[inline(always)]
    fn read_with(&mut self, words: &[&'text str]) -> Vec<TokenReading> {
        let unread = TokenReading { tag: u8::MAX, head: None, relation: u8::MAX, name: 0 };
        let words = &words[..words.len().min(LONGEST_RUN)];
        let mut readings = vec![unread; words.len()];
        let Some(weights) = WEIGHTS.as_ref() else { return readings };
        if words.is_empty() {
            return readings;
        }
        self.embed(weights, words);
        self.look_around(weights, words.len());
        for layer in 0..weights.recurrent.len() {
            self.recur(weights, layer, words.len());
        }
        self.steps.clear();
        matrix::rounded(&self.state, &mut self.steps);
        weights.heads.multiply(&self.steps, weights.cells, words.len(), &mut self.heads);
        self.tag(weights, &mut readings);
        self.find_heads(weights, &mut readings);
        self.relate(weights, &mut readings);
        self.name(weights, &mut readings);
        readings
    }

    /// The sum of the features of each word and of what its vector carries over: found once a word.
    #[inline(always)]
    fn embed(&mut self, weights: &Weights, words: &[&'text str]) {
        let cells = weights.cells;
        let known = self.seen.len() / cells;
        self.steps.clear();
        for word in words {
            if self.numbers.contains_key(word) {
                continue;
            }
            let start = self.seen.len();
            self.numbers.insert(word, start / cells);
            self.seen.resize(start + cells, 0.0);
            let vector = self.features.rows(word, &mut self.rows);
            let sum = &mut self.seen[start..];
            self.rows.iter().for_each(|row| weights.table.add(*row, sum));
            match vector {
                Some(vector) => {
                    self.steps.extend(vector.iter().map(|cell| i16::from(cell.cast_signed()) * VECTOR_STEPS))
                }
                None => self.steps.resize(self.steps.len() + VECTOR, 0),
            }
        }
        let fresh = self.seen.len() / cells - known;
        weights.vectors.multiply(&self.steps, VECTOR, fresh, &mut self.fresh);
        for (sum, vector) in self.seen[known * cells..].iter_mut().zip(&self.fresh) {
            *sum += vector;
        }
        self.state.clear();
        for word in words {
            let at = self.numbers.get(word).copied().unwrap_or_default() * cells;
            self.state.extend_from_slice(&self.seen[at..at + cells]);
        }
    }

    /// The window layer: adds to each word what it and its two neighbours say together.
    #[inline(always)]
    fn look_around(&mut self, weights: &Weights, count: usize) {
        // A word of zeros at both ends; a window of three words is then one run of cells.
        self.steps.clear();
        self.steps.resize(weights.cells, 0);
        matrix::rounded(&self.state, &mut self.steps);
        self.steps.resize((count + 2) * weights.cells, 0);
        weights.window.multiply(&self.steps, weights.cells, count, &mut self.gates);
        for (cell, added) in self.state.iter_mut().zip(&self.gates) {
            *cell += added.max(0.0);
        }
    }

    /// One recurrent layer (a simple recurrent unit with a highway): the first half of the cells runs forwards, the
    /// second backwards.
    #[inline(always)]
    fn recur(&mut self, weights: &Weights, layer: usize, count: usize) {
        let cells = weights.cells;
        self.steps.clear();
        matrix::rounded(&self.state, &mut self.steps);
        weights.recurrent[layer].multiply(&self.steps, cells, count, &mut self.gates);
        for gate in self.gates.chunks_exact_mut(3 * cells) {
            for value in &mut gate[cells..] {
                *value = sigmoid(*value);
            }
        }
        let half = cells / 2;
        let mut kept = vec![0.0; half];
        for token in 0..count {
            step(&self.gates[token * 3 * cells..], &mut self.state[token * cells..], &mut kept, 0, cells);
        }
        kept.fill(0.0);
        for token in (0..count).rev() {
            step(&self.gates[token * 3 * cells..], &mut self.state[token * cells..], &mut kept, half, cells);
        }
    }

    #[inline(always)]
    fn tag(&self, weights: &Weights, readings: &mut [TokenReading]) {
        for (reading, heads) in readings.iter_mut().zip(self.heads.chunks_exact(weights.heads.rows())) {
            reading.tag = highest(&heads[..weights.tags]) as u8;
        }
    }

    /// Scores every arc and takes the best tree.
    #[inline(always)]
    fn find_heads(&mut self, weights: &Weights, readings: &mut [TokenReading]) {
        let count = readings.len();
        let arc = weights.arc;
        let child_at = weights.tags + weights.names;
        self.children.clear();
        self.governors.clear();
        matrix::rounded_to(&weights.root_arc, ARC_STEPS, ARC_LIMIT, &mut self.governors);
        for heads in self.heads.chunks_exact(weights.heads.rows()) {
            matrix::rounded_to(&heads[child_at..child_at + arc], ARC_STEPS, ARC_LIMIT, &mut self.children);
            matrix::rounded_to(&heads[child_at + arc..child_at + 2 * arc], ARC_STEPS, ARC_LIMIT, &mut self.governors);
        }
        self.arcs.clear();
        for (child, cells) in self.children.chunks_exact(arc).enumerate() {
            for (head, governor) in self.governors.chunks_exact(arc).enumerate() {
                let score = product(cells, governor) as f32 / (ARC_STEPS * ARC_STEPS);
                self.arcs.push(match head.checked_sub(1) {
                    None => score,
                    Some(head) if head == child => NEVER,
                    Some(head) => {
                        let likely = self.heads[(head + 1) * weights.heads.rows() - 1];
                        let farthest = weights.farthest as isize;
                        let apart = (head as isize - child as isize).clamp(-farthest, farthest) + farthest;
                        score + likely + weights.distance[apart as usize]
                    }
                });
            }
        }
        for (reading, head) in readings.iter_mut().zip(tree::best(&self.arcs, count)) {
            reading.head = head.checked_sub(1);
        }
    }

    #[inline(always)]
    fn relate(&mut self, weights: &Weights, readings: &mut [TokenReading]) {
        let (width, hidden) = (weights.heads.rows(), weights.hidden);
        let below_at = weights.tags + weights.names + 2 * weights.arc;
        self.steps.clear();
        for (token, reading) in readings.iter().enumerate() {
            let below = &self.heads[token * width + below_at..][..hidden];
            let above = match reading.head {
                Some(head) => &self.heads[head * width + below_at + hidden..][..hidden],
                None => &weights.root_hidden,
            };
            self.sums.clear();
            self.sums.resize(hidden, 0.0);
            for (sum, (below, above)) in self.sums.iter_mut().zip(below.iter().zip(above)) {
                *sum = (below + above).max(0.0);
            }
            matrix::rounded(&self.sums, &mut self.steps);
        }
        weights.relations.multiply(&self.steps, hidden, readings.len(), &mut self.relations);
        for (reading, scores) in readings.iter_mut().zip(self.relations.chunks_exact(weights.relations.rows())) {
            // The first relation is `root`, which the tree decides.
            reading.relation = if reading.head.is_none() { 0 } else { 1 + highest(&scores[1..]) as u8 };
        }
    }

    /// The best sequence of name labels (Viterbi).
    #[inline(always)]
    fn name(&self, weights: &Weights, readings: &mut [TokenReading]) {
        let labels = weights.names;
        let scores = |token: usize| &self.heads[token * weights.heads.rows() + weights.tags..][..labels];
        let mut best: Vec<f32> = scores(0).to_vec();
        // A name cannot begin inside: the inner labels are the even ones from 2.
        best.iter_mut().skip(2).step_by(2).for_each(|score| *score = NEVER);
        let mut back: Vec<u8> = Vec::with_capacity(readings.len() * labels);
        let mut next = vec![0.0; labels];
        for token in 1..readings.len() {
            for (label, score) in scores(token).iter().enumerate() {
                let (mut from, mut highest) = (0, f32::NEG_INFINITY);
                for (before, so_far) in best.iter().enumerate() {
                    let total = so_far + weights.follows[before * labels + label];
                    if total > highest {
                        (from, highest) = (before, total);
                    }
                }
                next[label] = highest + score;
                back.push(from as u8);
            }
            std::mem::swap(&mut best, &mut next);
        }
        let mut label = highest(&best) as u8;
        for token in (0..readings.len()).rev() {
            readings[token].name = label;
            if token > 0 {
                label = back[(token - 1) * labels + usize::from(label)];
            }
        }
    }
}

/// One step of half the cells: `gates` has fresh values, keep gates and highway gates, `cells` each.
#[inline(always)]
fn step(gates: &[f32], state: &mut [f32], kept: &mut [f32], from: usize, cells: usize) {
    let half = kept.len();
    let fresh = &gates[from..from + half];
    let keep = &gates[cells + from..cells + from + half];
    let pass = &gates[2 * cells + from..2 * cells + from + half];
    let state = &mut state[from..from + half];
    for cell in 0..half {
        kept[cell] = keep[cell] * kept[cell] + (1.0 - keep[cell]) * fresh[cell];
        state[cell] = pass[cell] * kept[cell] + (1.0 - pass[cell]) * state[cell];
    }
}

/// The algebraic sigmoid: square root and division are exact in IEEE arithmetic, the exponential is not.
#[inline(always)]
fn sigmoid(value: f32) -> f32 {
    0.5 + 0.5 * value / (1.0 + value * value).sqrt()
}

/// Position of the highest score, the first of equals.
#[inline(always)]
fn highest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}
